package io.grail.protocol.incentive;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;

/**
 * A belief about how well a miner does: mean and standard deviation on the scale of its matches.
 *
 * @param mu finite
 * @param sigma finite, above 0
 */
public record Rating(double mu, double sigma) {
    public Rating {
        if (!Double.isFinite(mu) || !Double.isFinite(sigma) || sigma <= 0) {
            throw new IllegalArgumentException("rating must be finite with sigma above 0, got " + mu + ", " + sigma);
        }
    }

    /** μ − 3σ: with near certainty the miner is at least this good. 0 for a newcomer under the usual constants. */
    public double ordinal() {
        return mu - 3 * sigma;
    }

    void write(CanonicalWriter out) {
        out.f64(mu).f64(sigma);
    }

    static Rating read(CanonicalReader in) {
        return new Rating(in.f64(), in.f64());
    }
}
