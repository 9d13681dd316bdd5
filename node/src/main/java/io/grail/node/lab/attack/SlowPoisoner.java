package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.window.Window;

/** Honest for a third of the run, until it is trusted; from then on it sends the opposite of what it learned. */
final class SlowPoisoner {
    private SlowPoisoner() {}

    static Behaviour of(NodeContext node) {
        var run = node.run().run();
        return new Scaled(-1, new Window(run.startWindow() + run.windows() / 3));
    }
}
