package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.WindowClock;
import io.grail.protocol.window.Window;

/** Works, and uploads when the deadline has passed. */
record Late(NodeContext node) implements Behaviour {
    @Override
    public void publish(Window window, Upload update) throws InterruptedException {
        new WindowClock(node.chain(), node.schedule()).awaitDeadline(window);
        // In the deadline's own block it would be in time, seen or not.
        node.chain().awaitBlock(node.chain().head().number() + 1);
        update.put();
    }
}
