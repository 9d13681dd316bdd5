package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.window.Window;
import java.util.Arrays;

/** Puts a payload of another length than its envelope says. */
record Resized(NodeContext node, double factor) implements Behaviour {
    @Override
    public void publish(Window window, Upload update) {
        update.put();
        String key = node.keys().payload(window, node.seat().account());
        node.own()
                .get(key, Integer.MAX_VALUE)
                .ifPresent(bytes -> node.own().put(key, Arrays.copyOf(bytes, (int) (bytes.length * factor))));
    }
}
