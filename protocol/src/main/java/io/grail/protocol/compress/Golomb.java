package io.grail.protocol.compress;

/**
 * Golomb's code with a parameter m, any number: a gap g is ⌊g/m⌋ zeros, a one, and g mod m in truncated binary. The best
 * prefix code there is for gaps between uniform positions, and 1.4 % shorter than with m a power of two.
 *
 * @param m 1 to 4096
 * @param highBits of the remainder, which every gap has
 * @param cut remainders below this have no further bit, others one
 */
record Golomb(int m, int highBits, int cut) {
    /** For k of n positions: m = ⌊n/k · ln 2⌋, at least 1, with 61/88 for ln 2. */
    static Golomb of(int n, int k) {
        return ofParameter(Math.max(1, 61 * n / (88 * k)));
    }

    static Golomb ofParameter(int m) {
        int highBits = m == 1 ? 0 : Integer.SIZE - 1 - Integer.numberOfLeadingZeros(m - 1);
        return new Golomb(m, highBits, (2 << highBits) - m);
    }

    void write(int gap, BitWriter out) {
        int zeros = gap / m;
        int rest = gap - zeros * m;
        for (; zeros > 16; zeros -= 16) {
            out.bits(0, 16);
        }
        boolean isLong = rest >= cut;
        int high = isLong ? (rest + cut) >>> 1 : rest;
        out.bits((high << 1 | 1) << zeros, zeros + 1 + highBits);
        if (isLong) {
            out.bits((rest + cut) & 1, 1);
        }
    }

    /** A gap from the bits that follow a unary part of {@code zeros}: {@code bits} holds at least {@code highBits} + 1. */
    int gap(int zeros, int bits) {
        int high = bits & ((1 << highBits) - 1);
        int rest = high < cut ? high : (high << 1 | ((bits >>> highBits) & 1)) - cut;
        return zeros * m + rest;
    }

    /** How many bits {@link #gap} used. */
    int restBits(int bits) {
        return highBits + ((bits & ((1 << highBits) - 1)) < cut ? 0 : 1);
    }

    /** The most bits that {@code count} gaps can take which leave out {@code room} values together. */
    int maxBits(int count, int room) {
        // A remainder of cut costs one bit more, which is cheaper than m for one more zero.
        int longer = cut == 0 ? count : Math.min(count, room / cut);
        return count * (1 + highBits) + longer + (room - longer * cut) / m;
    }
}
