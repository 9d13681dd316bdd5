package io.grail.node.sync;

import io.grail.chain.ChainUnavailableException;
import io.grail.chain.WrongChainException;
import io.grail.node.event.Events;
import io.grail.node.event.NodeEvent;
import io.grail.node.home.SnapshotNotSavedException;
import io.grail.storage.NoRoom;
import io.grail.storage.StoreUnavailableException;

/**
 * Lets a node go on after what may pass: a full disk, its bucket or the chain out of reach. It then begins again from its
 * snapshot, as after a crash, so that there is no other way back that could be wrong (docs/reliability.md).
 */
public final class Perseverance {
    private static final long FIRST_PAUSE_MILLIS = 2_000;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;

    private final Events events;
    private final Polling polling;

    /** Tells {@code events} of every pause, which lasts by the clock of {@code polling}. */
    public Perseverance(Events events, Polling polling) {
        this.events = events;
        this.polling = polling;
    }

    /** What a node does from its snapshot to its end. */
    @FunctionalInterface
    public interface Life {
        void live() throws InterruptedException;
    }

    /** Lives until it is over, fails for good, or is interrupted; between two tries longer and longer, up to a minute. */
    public void live(Life life) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            long began = polling.now();
            try {
                life.live();
                return;
            } catch (RuntimeException e) {
                boolean brokenOff = Thread.currentThread().isInterrupted();
                if (brokenOff || !mayPass(e)) {
                    throw e;
                }
                boolean wentWell = polling.now() - began > 2 * LONGEST_PAUSE_MILLIS;
                pause = wentWell ? FIRST_PAUSE_MILLIS : pause;
                rest(String.valueOf(e.getMessage()), pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private static boolean mayPass(RuntimeException failure) {
        return switch (failure) {
            case WrongChainException e -> false;
            case ChainUnavailableException e -> true;
            case StoreUnavailableException e -> true;
            case SnapshotNotSavedException e -> true;
            default -> NoRoom.isBehind(failure);
        };
    }

    private void rest(String reason, long millis) throws InterruptedException {
        events.emit(new NodeEvent.Suspended(reason, millis / 1_000.0));
        long until = polling.now() + millis;
        while (polling.now() < until) {
            polling.betweenLooks();
        }
    }
}
