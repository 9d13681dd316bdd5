package io.grail.node.miner;

import io.grail.learning.device.Device;
import io.grail.learning.model.LanguageModel;
import io.grail.learning.train.InnerLoop;
import io.grail.learning.train.LearningRateSchedule;
import io.grail.node.event.NodeEvent;
import io.grail.node.sync.Bootstrap;
import io.grail.node.sync.ForgottenWindowException;
import io.grail.node.sync.ForkedStateException;
import io.grail.node.sync.ModelFile;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.Recovery;
import io.grail.node.sync.SharedModel;
import io.grail.protocol.window.Window;
import java.nio.file.Path;
import java.util.Optional;

/** Puts a miner together and runs it; the calling thread becomes the one that owns its tensors. */
public final class MinerRole {
    private final NodeContext node;
    private final Device device;
    private final Capture capture;
    private final Behaviour behaviour;

    /** A miner that does what the protocol asks. */
    public MinerRole(NodeContext node, Device device, Capture capture) {
        this(node, device, capture, Behaviour.HONEST);
    }

    public MinerRole(NodeContext node, Device device, Capture capture, Behaviour behaviour) {
        this.node = node;
        this.device = device;
        this.capture = capture;
        this.behaviour = behaviour;
    }

    /** Mines until window {@code last} is merged, or the thread is interrupted. */
    public void run(Window last) throws InterruptedException {
        try (LanguageModel model = LanguageModel.create(node.run().model(), device);
                InnerLoop inner = new InnerLoop(
                        model,
                        node.run().inner(),
                        LearningRateSchedule.of(
                                node.run().inner(), node.run().run().windows()),
                        node.run().inner().batch())) {
            Trainer trainer = new Trainer(node.run(), node.data(), model, inner, node.events());
            Publisher publisher = new Publisher(node, capture, behaviour);
            Recovery recovery = new Recovery(node);
            MinerState state = state(inner, recovery);
            while (true) {
                try {
                    new Miner(node, state, trainer, publisher, behaviour).run(last);
                    return;
                } catch (ForkedStateException fork) {
                    state = goOn(recovery.after(fork), state, inner);
                } catch (ForgottenWindowException forgotten) {
                    state = state.on(recovery.after(forgotten, state.model().window()));
                }
                state.save();
                recovery.saved();
            }
        }
    }

    private MinerState goOn(Recovery.From from, MinerState state, InnerLoop inner) {
        return switch (from) {
            case Recovery.From.Snapshot s -> MinerState.restore(node.snapshots(), s.folder(), s.model(), inner);
            case Recovery.From.Model m -> state.on(m.model());
        };
    }

    private MinerState state(InnerLoop inner, Recovery recovery) throws InterruptedException {
        Optional<Path> snapshot = node.snapshots().current();
        if (snapshot.isEmpty()) {
            MinerState fresh = MinerState.fresh(node.snapshots(), new Bootstrap(node).newest(), inner);
            fresh.save(); // so that what was fetched is not fetched again
            recovery.saved();
            return fresh;
        }
        try {
            SharedModel shared = ModelFile.read(snapshot.get(), node);
            node.events().emit(new NodeEvent.Resumed(shared.window(), shared.root()));
            return MinerState.restore(node.snapshots(), snapshot.get(), shared, inner);
        } catch (ForkedStateException damaged) {
            SharedModel shared = switch (recovery.after(damaged)) {
                case Recovery.From.Snapshot s -> s.model();
                case Recovery.From.Model m -> m.model();
            };
            return MinerState.restore(node.snapshots(), snapshot.get(), shared, inner);
        }
    }
}
