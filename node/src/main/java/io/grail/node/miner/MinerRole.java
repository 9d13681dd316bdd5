package io.grail.node.miner;

import io.grail.learning.device.Device;
import io.grail.learning.model.LanguageModel;
import io.grail.learning.train.InnerLoop;
import io.grail.learning.train.LearningRateSchedule;
import io.grail.node.event.NodeEvent;
import io.grail.node.sync.Bootstrap;
import io.grail.node.sync.ModelFile;
import io.grail.node.sync.NodeContext;
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
            MinerState state = state(inner);
            Trainer trainer = new Trainer(node.run(), node.data(), model, inner, node.events());
            Publisher publisher = new Publisher(node, capture, behaviour);
            new Miner(node, state, trainer, publisher, behaviour).run(last);
        }
    }

    private MinerState state(InnerLoop inner) {
        Optional<Path> snapshot = node.snapshots().current();
        if (snapshot.isEmpty()) {
            return MinerState.fresh(node.snapshots(), new Bootstrap(node).newest(), inner);
        }
        SharedModel shared = ModelFile.read(snapshot.get(), node);
        node.events().emit(new NodeEvent.Resumed(shared.window(), shared.root()));
        return MinerState.restore(node.snapshots(), snapshot.get(), shared, inner);
    }
}
