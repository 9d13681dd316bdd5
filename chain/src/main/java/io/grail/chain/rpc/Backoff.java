package io.grail.chain.rpc;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures in a row: twice as long each time, between two bounds.
 *
 * @param first after one failure, positive
 * @param most however many failures, at least {@code first}
 */
public record Backoff(Duration first, Duration most) {
    public Backoff {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("a back-off needs 0 < first <= most, got " + first + " and " + most);
        }
    }

    /**
     * The wait after {@code failures} in a row, drawn from the upper half of what the doubling gives: nodes that lost
     * one endpoint together must not come back in the same instant.
     */
    Duration delay(int failures, RandomGenerator random) {
        long nanos = first.toNanos();
        for (int i = 1; i < failures && nanos < most.toNanos(); i++) {
            nanos = Math.multiplyExact(nanos, 2L);
        }
        long longest = Math.min(nanos, most.toNanos());
        return Duration.ofNanos(longest / 2 + random.nextLong(longest / 2 + 1));
    }
}
