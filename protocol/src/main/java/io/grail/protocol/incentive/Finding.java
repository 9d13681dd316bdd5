package io.grail.protocol.incentive;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;

/**
 * Why a miner's standing or pay was touched.
 *
 * @param value what the rule looked at
 * @param threshold at which it strikes
 */
public record Finding(Rule rule, double value, double threshold) {
    public Finding {
        if (!Double.isFinite(value) || !Double.isFinite(threshold)) {
            throw new IllegalArgumentException(rule + " with value " + value + ", threshold " + threshold);
        }
    }

    public void write(CanonicalWriter out) {
        out.u8(rule.wire()).f64(value).f64(threshold);
    }

    /**
     * The inverse of {@link #write}.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public static Finding read(CanonicalReader in) {
        return new Finding(Rule.ofWire(in.u8()), in.f64(), in.f64());
    }
}
