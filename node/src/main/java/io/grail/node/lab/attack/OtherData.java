package io.grail.node.lab.attack;

import io.grail.learning.data.SampleRange;
import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.node.sync.NodeContext;

/** Trains, as much as it ought to, on samples of its own choice out of {@code range}. */
record OtherData(SampleRange range) implements Behaviour {
    /** On any samples that one may train on. */
    static Behaviour anywhere(NodeContext node) {
        return new OtherData(new SampleRange(0, node.data().trainSamples()));
    }

    /** On the public validation slice. */
    static Behaviour validation(NodeContext node) {
        return new OtherData(node.data().choosing());
    }

    @Override
    public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
        var random = Vectors.random(turn.hotkey(), turn.window());
        long[] chosen =
                random.longs(turn.samples().length, range.from(), range.to()).toArray();
        return Claims.of(turn, training.from(turn.theta(), chosen));
    }
}
