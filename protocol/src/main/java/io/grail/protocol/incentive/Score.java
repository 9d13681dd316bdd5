package io.grail.protocol.incentive;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;

/**
 * What one window earns a miner, before the power.
 *
 * @param skill max(0, ordinal)·max(0, b): the standing that it has won
 * @param work max(0, x_common)/best·max(0, b): what this window's update did, as a fraction of the best update
 */
public record Score(double skill, double work) {
    public static final Score ZERO = new Score(0, 0);

    public Score {
        if (!(skill >= 0 && Double.isFinite(skill)) || !(work >= 0 && work <= 1)) {
            throw new IllegalArgumentException(
                    "skill must be at least 0 and work in [0, 1], got " + skill + ", " + work);
        }
    }

    void write(CanonicalWriter out) {
        out.f64(skill).f64(work);
    }

    static Score read(CanonicalReader in) {
        return new Score(in.f64(), in.f64());
    }
}
