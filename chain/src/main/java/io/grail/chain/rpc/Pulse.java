package io.grail.chain.rpc;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Notes when the node last told of a head that it had not told of before. */
final class Pulse implements Sink {
    private volatile long lastBeat = System.nanoTime();
    private JsonNode newest = NullNode.getInstance();

    /** Monotonic time of the newest head, or of the beginning. */
    long lastBeat() {
        return lastBeat;
    }

    @Override
    public void news(JsonNode head) {
        if (!head.equals(newest)) {
            newest = head;
            lastBeat = System.nanoTime();
        }
    }

    /** No more beats: the silence tells. */
    @Override
    public void ended(String reason) {}

    @Override
    public void lost(String reason) {}
}
