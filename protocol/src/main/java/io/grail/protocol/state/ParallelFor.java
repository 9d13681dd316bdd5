package io.grail.protocol.state;

import java.util.function.IntConsumer;

/**
 * Runs {@code body} for every index in [0, count) and returns when all are done; order and threads are the caller's
 * affair. The protocol owns no threads, so whoever wants parallel work passes one of these.
 */
@FunctionalInterface
public interface ParallelFor {
    /** One after the other, on the calling thread. */
    ParallelFor SEQUENTIAL = (count, body) -> {
        for (int i = 0; i < count; i++) {
            body.accept(i);
        }
    };

    void run(int count, IntConsumer body);
}
