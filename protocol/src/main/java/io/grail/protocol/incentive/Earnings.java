package io.grail.protocol.incentive;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;

/**
 * Sums of score^p over the windows since weights were last set. All miners' means have the same divisor, so that the
 * sums have the same proportions.
 *
 * @param skill of {@link Score#skill()}
 * @param work of {@link Score#work()}
 */
public record Earnings(double skill, double work) {
    static final Earnings NONE = new Earnings(0, 0);

    public Earnings {
        if (!(skill >= 0 && work >= 0 && Double.isFinite(skill) && Double.isFinite(work))) {
            throw new IllegalArgumentException("earnings must be finite and at least 0, got " + skill + ", " + work);
        }
    }

    Earnings plus(Score score, double power) {
        return new Earnings(skill + StrictMath.pow(score.skill(), power), work + StrictMath.pow(score.work(), power));
    }

    void write(CanonicalWriter out) {
        out.f64(skill).f64(work);
    }

    static Earnings read(CanonicalReader in) {
        return new Earnings(in.f64(), in.f64());
    }
}
