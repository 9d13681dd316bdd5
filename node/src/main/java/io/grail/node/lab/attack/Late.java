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
        update.put();
    }
}
