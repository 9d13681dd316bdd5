package io.grail.storage;

import java.time.Duration;

/**
 * How patiently and how widely an object store is asked.
 *
 * @param silence the longest wait for the next byte, or for a connection
 * @param attempts of one call, the first included; between them exponential waits with jitter, longer ones where the
 *     store asks to slow down
 * @param backoff the first wait between attempts is at most this long
 * @param partBytes above this size an object moves in parts of this size; object stores ask for at least 5 MiB
 * @param parallel parts under way at once; so many times {@code partBytes} of heap are in use
 */
record S3Tuning(Duration silence, int attempts, Duration backoff, int partBytes, int parallel) {
    static final S3Tuning USUAL = new S3Tuning(Buckets.SILENCE, 5, Duration.ofMillis(200), 8 << 20, 4);

    /** A connection slower than this is as good as none: 128 KiB a second. */
    private static final long LEAST_BYTES_PER_SECOND = 128 << 10;

    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** The same with another patience. */
    S3Tuning waiting(Duration longest) {
        return new S3Tuning(longest, attempts, backoff, partBytes, parallel);
    }

    /** The deadline of one attempt that moves up to so many bytes. */
    Duration attempt(long bytes) {
        Duration moving = Duration.ofSeconds(Math.min(bytes / LEAST_BYTES_PER_SECOND, LONGEST.toSeconds()));
        Duration all = silence.multipliedBy(2).plus(moving);
        return all.compareTo(LONGEST) < 0 ? all : LONGEST;
    }

    /** The deadline of a call with all its attempts. */
    Duration call(long bytes) {
        return attempt(bytes).multipliedBy(2).plus(backoff.multipliedBy(1L << attempts));
    }
}
