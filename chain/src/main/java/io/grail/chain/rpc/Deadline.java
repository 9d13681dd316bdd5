package io.grail.chain.rpc;

import java.time.Duration;

/** An instant of the monotonic clock, by which something must be over. */
public record Deadline(long nanos) {
    /** So far from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Nanoseconds until then; not positive once it has passed. */
    public long left() {
        return nanos - System.nanoTime();
    }

    /** Whether it is over. */
    public boolean hasPassed() {
        return left() <= 0;
    }

    /** This deadline, or {@code time} from now if that is earlier. */
    public Deadline within(Duration time) {
        return left() < time.toNanos() ? this : in(time);
    }

    /** What is left until then, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, left()));
    }
}
