package io.grail.chain.subtensor;

import io.grail.chain.ChainUnavailableException;
import io.grail.chain.rpc.Deadline;
import io.grail.protocol.identity.AccountId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hands out the nonces of each account's extrinsics, one after the other.
 *
 * <p>The next one is given only when a node has taken the one before, since a refused one uses up no nonce and would
 * leave a gap behind which all later ones wait.
 */
final class Nonces {
    private final Map<AccountId, Line> lines = new ConcurrentHashMap<>();

    /** Asks the chain for the next nonce; it may not yet know of what was taken a moment ago. */
    interface Asked {
        long next() throws InterruptedException;
    }

    private static final class Line {
        private final Semaphore door = new Semaphore(1, true);
        private long next;
        private int inFlight;

        synchronized long next(long asked) {
            return inFlight > 0 ? Math.max(asked, next) : asked;
        }

        synchronized void left(long nonce) {
            next = nonce + 1;
            inFlight++;
        }

        synchronized void arrived() {
            inFlight--;
        }
    }

    /**
     * Waits for this account's turn.
     *
     * @throws ChainUnavailableException if it does not come in time
     */
    Turn take(AccountId account, Deadline until, Asked asked) throws InterruptedException {
        Line line = lines.computeIfAbsent(account, _ -> new Line());
        if (!line.door.tryAcquire(Math.max(0, until.left()), TimeUnit.NANOSECONDS)) {
            throw new ChainUnavailableException("an earlier call of " + account
                    + " has waited so long for a node to take it that this one never came to its turn: try again");
        }
        boolean taken = false;
        try {
            Turn turn = new Turn(line, line.next(asked.next()));
            taken = true;
            return turn;
        } finally {
            if (!taken) {
                line.door.release();
            }
        }
    }

    /** One nonce, from asking for it until it is known what became of it; used by one thread. */
    static final class Turn implements AutoCloseable {
        private final Line line;
        private final long nonce;
        private boolean taken;

        private Turn(Line line, long nonce) {
            this.line = line;
            this.nonce = nonce;
        }

        long nonce() {
            return nonce;
        }

        /** A node has the extrinsic, or may have it: the next may come. */
        void taken() {
            if (!taken) {
                taken = true;
                line.left(nonce);
                line.door.release();
            }
        }

        @Override
        public void close() {
            if (taken) {
                line.arrived();
            } else {
                line.door.release();
            }
        }
    }
}
