package io.grail.node.sync;

import io.grail.node.event.NodeEvent;
import io.grail.protocol.window.Window;

/**
 * Brings a node that was away to the present, window by window, telling how far it is. Every few windows the node's state is
 * saved: a node that is stopped on the way goes on from there.
 */
public final class CatchUp {
    /** A snapshot takes about as long as carrying out a window or two. */
    static final int SAVE_EVERY = 8;

    private final NodeContext node;
    private final ManifestFollower follower;
    private final Runnable save;

    /** {@code save} writes the node's snapshot. */
    public CatchUp(NodeContext node, ManifestFollower follower, Runnable save) {
        this.node = node;
        this.follower = follower;
        this.save = save;
    }

    /** Follows decisions until the model is that of {@code target}. */
    public void advanceTo(Window target, SharedModel model) throws InterruptedException {
        if (target.number() - model.window().number() < 2) {
            follower.advanceTo(target, model); // as in every window: not away
            return;
        }
        Way way = new Way(model.window(), target, System.nanoTime());
        long before = follower.fetched();
        for (int done = 1; model.window().compareTo(target) < 0; done++) {
            follower.advance(model);
            boolean arrived = model.window().equals(target);
            if (done % SAVE_EVERY == 0 && !arrived) {
                save.run();
            }
            if (done % SAVE_EVERY == 1 || done % SAVE_EVERY == 0 || arrived) {
                node.events().emit(way.at(model.window(), follower.fetched() - before));
            }
        }
    }

    /**
     * A way through windows, begun at a time.
     *
     * @param startedNanos of {@link System#nanoTime}
     */
    public record Way(Window from, Window target, long startedNanos) {
        /** How far it is when {@code window} is reached; the rest takes as long a window as what is done did. */
        public NodeEvent.CatchingUp at(Window window, long bytes) {
            double seconds = (System.nanoTime() - startedNanos) / 1e9;
            long done = window.number() - from.number();
            long left = target.number() - window.number();
            double secondsLeft = done == 0 ? 0 : seconds / done * left;
            return new NodeEvent.CatchingUp(window, target, bytes, seconds, secondsLeft);
        }
    }
}
