package io.grail.node.lab;

import io.grail.chain.Chain;
import io.grail.chain.local.LedgerConfig;
import io.grail.learning.data.Dataset;
import io.grail.learning.device.Device;
import io.grail.learning.tokenize.Tokenizer;
import io.grail.node.event.EventSink;
import io.grail.node.event.Events;
import io.grail.node.home.BucketHomes;
import io.grail.node.home.RunFolder;
import io.grail.node.home.Seat;
import io.grail.node.miner.Capture;
import io.grail.node.miner.CaptureFolder;
import io.grail.node.miner.MinerRole;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.Perseverance;
import io.grail.node.sync.WorkerPool;
import io.grail.node.validator.ValidatorRole;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.window.Window;
import io.grail.protocol.window.WindowSchedule;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chain, buckets, validators and miners in one process. They share no object but threads for exact arithmetic and the
 * mapped data: whatever passes between them goes as bytes through a bucket or the chain.
 */
public final class LocalSubnet implements AutoCloseable {
    private final BucketHomes homes;
    private final RunFolder folder;
    private final RunConfig run;
    private final Dataset data;
    private final Tokenizer tokenizer;
    private final SubnetPlan plan;
    private final EventSink sink;
    private final SubnetChain chain;
    private final WorkerPool workers;
    private final List<RoleThread> nodes = new ArrayList<>();
    private final List<RoleThread> watchers = new ArrayList<>();

    /** On the ledger and with all buckets in the run's folder. */
    public LocalSubnet(
            RunFolder folder, RunConfig run, Dataset data, Tokenizer tokenizer, SubnetPlan plan, EventSink sink) {
        this(BucketHomes.in(folder), run, data, tokenizer, plan, EmbeddedChain.open(folder, run, plan), sink);
    }

    /** On {@code chain}, which it closes. */
    public LocalSubnet(
            BucketHomes homes,
            RunConfig run,
            Dataset data,
            Tokenizer tokenizer,
            SubnetPlan plan,
            SubnetChain chain,
            EventSink sink) {
        this.homes = homes;
        this.folder = homes.folder();
        this.run = run;
        this.data = data;
        this.tokenizer = tokenizer;
        this.plan = plan;
        this.chain = chain;
        this.sink = sink;
        this.workers = new WorkerPool(Runtime.getRuntime().availableProcessors());
    }

    /** The development ledger of a run: an epoch each window. */
    public static LedgerConfig ledgerConfig(RunConfig run) {
        return EmbeddedChain.ledger(run);
    }

    /** The chain, to look at. */
    public Chain chain() {
        return chain.view();
    }

    /** Starts all nodes, then time. */
    public void start(Window last) {
        NodeBuilder builder = new NodeBuilder(homes, run, data, workers, sink, chain.virtualTime());
        List<Seat> validators = plan.validatorSeats();
        for (int i = 0; i < validators.size(); i++) {
            long stake = plan.stakeRao(i);
            Actor.Life life = (node, end) ->
                    new ValidatorRole(node, cpu(), tokenizer, plan.conditions().off()).run(end);
            startNode(builder, new Actor(validators.get(i), "validator", stake, new Window(0), life), last);
        }
        for (Seat seat : plan.minerSeats()) {
            Actor.Life life = (node, end) -> new MinerRole(node, cpu(), capture(seat)).run(end);
            startNode(builder, new Actor(seat, "miner", 0, new Window(0), life), last);
        }
        plan.actors().forEach(actor -> startNode(builder, actor, last));
        watch();
        chain.start();
    }

    private Capture capture(Seat seat) {
        return plan.capture() ? new CaptureFolder(folder.capture(seat.name()), run.run()) : Capture.NONE;
    }

    private void startNode(NodeBuilder builder, Actor actor, Window last) {
        Seat seat = actor.seat();
        Chain handle = chain.join(seat.name());
        NodeContext node = builder.build(seat, handle);
        int number = nodes.size();
        Perseverance.Life life = () -> {
            handle.awaitBlock(node.schedule().firstBlock(actor.joins()));
            chain.onboard(handle, number, seat, actor.stakeRao(), builder.location(seat));
            actor.life().live(node, last);
        };
        RoleThread.Role role = () -> new Perseverance(node.events(), node.polling()).live(life);
        nodes.add(RoleThread.start(seat.name(), node.events(), role, handle::close));
    }

    /**
     * Tells people of blocks until it is interrupted. It observes and does not join: no block waits for it, and in
     * virtual time none is made for it alone, so that a run's chain ends with its last node.
     */
    private void watch() {
        WindowSchedule schedule = WindowSchedule.of(run);
        Events events = new Events("chain", InstantSource.system(), sink);
        Chain view = chain.view();
        BlockWatch watch = new BlockWatch(view, schedule, events);
        watchers.add(RoleThread.start(
                "watcher", new Events("watcher", InstantSource.system(), e -> {}), watch::run, () -> {}));
    }

    /** Waits until every node has ended. */
    public void await() throws InterruptedException {
        for (RoleThread node : nodes) {
            node.join();
        }
    }

    /** The first failure of a node, if there was one. */
    public Optional<Throwable> failure() {
        return nodes.stream().flatMap(node -> node.failure().stream()).findFirst();
    }

    /** Stops the nodes where they are; each continues from its last snapshot another time. */
    public void interrupt() {
        nodes.forEach(RoleThread::interrupt);
    }

    @Override
    public void close() {
        interrupt();
        watchers.forEach(RoleThread::interrupt);
        nodes.forEach(LocalSubnet::joinQuietly);
        watchers.forEach(LocalSubnet::joinQuietly);
        chain.close();
        workers.close();
    }

    private static void joinQuietly(RoleThread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Device cpu() {
        return Device.named("cpu");
    }
}
