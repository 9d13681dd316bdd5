package io.grail.chain.wire;

import io.grail.chain.ChainUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Tries again what failed to reach the chain: after 50 ms, then twice as long each time up to 2 s, with jitter. */
final class Retries {
    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 2_000;

    private final String endpoint;
    private final Duration patience;

    Retries(String endpoint, Duration patience) {
        this.endpoint = endpoint;
        this.patience = patience;
    }

    /** Something that reaches for the chain. */
    interface Attempt<T> {
        T run() throws IOException, InterruptedException;
    }

    /**
     * Runs {@code attempt} until it succeeds.
     *
     * @throws ChainUnavailableException once it has kept failing for longer than the patience
     */
    <T> T run(Attempt<T> attempt) throws InterruptedException {
        long firstFailure = 0;
        for (long pause = FIRST_MILLIS; ; pause = Math.min(LONGEST_MILLIS, 2 * pause)) {
            try {
                return attempt.run();
            } catch (IOException e) {
                long now = System.nanoTime();
                firstFailure = pause == FIRST_MILLIS ? now : firstFailure;
                if (now - firstFailure > patience.toNanos()) {
                    throw new ChainUnavailableException(
                            "the chain at " + endpoint + " has not answered for " + patience.toSeconds() + " s (" + e
                                    + "): start it, or correct its address",
                            e);
                }
            }
            // Jitter: nodes that lost the chain together must not all come back in the same instant.
            Thread.sleep(ThreadLocalRandom.current().nextLong(pause / 2, pause + pause / 2));
        }
    }
}
