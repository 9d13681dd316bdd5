package io.grail.protocol.incentive;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.run.IncentiveConfig;

/**
 * What a miner has shown so far.
 *
 * @param rating from matches on the common samples
 * @param matches in which it took part since it came, or came back
 * @param binary b in [−1, 1], the running average of whether it trained on its own assignment
 */
public record Skill(Rating rating, int matches, double binary) {
    public Skill {
        if (matches < 0 || !(binary >= -1 && binary <= 1)) {
            throw new IllegalArgumentException("matches " + matches + ", binary average " + binary);
        }
    }

    static Skill fresh(IncentiveConfig config) {
        return new Skill(new Rating(config.mu(), config.sigma()), 0, 0);
    }

    Skill rated(Rating after) {
        return new Skill(after, matches + 1, binary);
    }

    /** b ← decay·b + (1 − decay)·(±1). */
    Skill averaged(boolean ownData, double decay) {
        double next = decay * binary + (1 - decay) * (ownData ? 1 : -1);
        return new Skill(rating, matches, Math.clamp(next, -1, 1));
    }

    /** A penalty on b. A negative b stays, for a factor would raise it. */
    Skill scaled(double factor) {
        return binary > 0 ? new Skill(rating, matches, binary * factor) : this;
    }

    void write(CanonicalWriter out) {
        rating.write(out);
        out.u32(matches).f64(binary);
    }

    static Skill read(CanonicalReader in) {
        return new Skill(Rating.read(in), in.count(Integer.MAX_VALUE), in.f64());
    }
}
