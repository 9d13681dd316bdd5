package io.grail.node.lab.chaos;

import io.grail.chain.Chain;
import io.grail.chain.ChainUnavailableException;
import io.grail.learning.device.Device;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.node.home.Disk;
import io.grail.node.home.Snapshots;
import io.grail.node.lab.Actor;
import io.grail.node.miner.MinerRole;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.Polling;
import io.grail.node.validator.ValidatorRole;
import io.grail.protocol.window.Window;
import io.grail.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A node that dies and is started again, each time from nothing but its folder, its bucket and the chain; as a supervisor
 * starts a process again that ended because a store or the chain was out of reach.
 */
final class MortalLife implements Actor.Life {
    /** A node that ends so often will never do its work. */
    private static final int MOST_LIVES = 100;

    private final FaultPlan plan;
    private final Stage stage;
    private final String name;
    private final boolean miner;
    private final Plant plant;

    MortalLife(FaultPlan plan, Stage stage, String name, boolean miner, Plant plant) {
        this.plan = plan;
        this.stage = stage;
        this.name = name;
        this.miner = miner;
        this.plant = plant;
    }

    @Override
    public void live(NodeContext base, Window last) throws InterruptedException {
        var injector = new Injector(name, base.chain(), base.schedule(), plan.of(name), stage.chronicle());
        var disk = new FaultyDisk(injector);
        var watch = new FeedbackWatch(name, base.codec(), stage.chronicle());
        for (int lives = 1; ; lives++) {
            try {
                injector.live();
                NodeContext node = born(base, injector, disk);
                plant.starts(node);
                watch.starts(node.snapshots()
                        .current()
                        .map(path -> path.getFileName().toString()));
                role(node, watch, last);
                return;
            } catch (RuntimeException | Error e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                if (lives == MOST_LIVES || (injector.death().isEmpty() && !isOutOfReach(e))) {
                    throw e;
                }
                pause(base, injector, disk, e);
            }
        }
    }

    private NodeContext born(NodeContext base, Injector injector, Disk disk) {
        Chain chain = plant.chain(new FaultyChain(base.chain(), injector));
        return new NodeContext(
                base.run(),
                base.seat(),
                chain,
                plant.own(new OwnBucket(base.own(), stage.replaced(name), injector)),
                stage.peers(chain, injector),
                base.data(),
                new Snapshots(base.snapshots().folder(), plant.disk(disk)),
                base.workers(),
                Polling.everyBlock(chain),
                base.events());
    }

    private void role(NodeContext node, FeedbackWatch watch, Window last) throws InterruptedException {
        Device cpu = Device.named("cpu");
        if (miner) {
            new MinerRole(node, cpu, watch).run(last);
        } else {
            new ValidatorRole(node, cpu, new ByteTokenizer()).run(last);
        }
    }

    private void pause(NodeContext base, Injector injector, FaultyDisk disk, Throwable end)
            throws InterruptedException {
        long died = base.chain().head().number();
        Optional<Fault.Death> death = injector.death();
        if (death.map(Fault.Death::powerCut).orElse(false)) {
            try {
                disk.losePower(base.snapshots().folder(), new SplittableRandom(plan.seed() * 31 + died));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot take back what was not forced", e);
            }
        }
        // A supervisor waits a little, or a node that is cut off would be started a thousand times in one block.
        long born = died + death.map(Fault.Death::downBlocks).orElse(1);
        base.chain().awaitBlock(born);
        stage.chronicle().down(name, died, born, death.map(Fault::toString).orElse(end.toString()));
    }

    private static boolean isOutOfReach(Throwable end) {
        for (Throwable cause = end; cause != null; cause = cause.getCause()) {
            if (cause instanceof StorageException || cause instanceof ChainUnavailableException) {
                return true;
            }
        }
        return false;
    }
}
