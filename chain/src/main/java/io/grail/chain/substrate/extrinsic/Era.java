package io.grail.chain.substrate.extrinsic;

import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleReader;
import io.grail.chain.substrate.scale.ScaleWriter;

/**
 * In which blocks an extrinsic may be.
 *
 * <p>A mortal one that got lost is known to be dead after its last block; an immortal one can come back for ever.
 */
public sealed interface Era {
    /** In any block. Signs the genesis hash in place of its first block's. */
    record Immortal() implements Era {}

    /**
     * In {@code period} blocks from one whose number is {@code phase} modulo {@code period}.
     *
     * @param period a power of two in [4, 65536]
     * @param phase in [0, period), a multiple of period / 4096 where that is more than 1
     */
    record Mortal(int period, int phase) implements Era {
        private static final int LEAST = 4;
        private static final int MOST = 1 << 16;

        public Mortal {
            requirePeriod(period);
            if (phase < 0 || phase >= period || phase % quantum(period) != 0) {
                throw new IllegalArgumentException("phase " + phase + " of an era of " + period + " blocks");
            }
        }

        /** The era of {@code period} blocks that begins at {@code block}, or, from 8,192 on, a few blocks before. */
        public static Mortal from(long block, int period) {
            requirePeriod(period);
            int phase = Math.floorMod(block, period);
            return new Mortal(period, phase - phase % quantum(period));
        }

        /** The first block of the era that {@code block} lies in: its hash is signed. */
        public long birth(long block) {
            return (Math.max(block, phase) - phase) / period * period + phase;
        }

        /** The first block after the era that {@code block} lies in. */
        public long death(long block) {
            return birth(block) + period;
        }

        private static void requirePeriod(int period) {
            if (period < LEAST || period > MOST || Integer.bitCount(period) != 1) {
                throw new IllegalArgumentException(
                        "an era's period is a power of two from " + LEAST + " to " + MOST + ", got " + period);
            }
        }

        private static int quantum(int period) {
            return Math.max(1, period >> 12);
        }

        private int encoded() {
            int power = Math.clamp(Integer.numberOfTrailingZeros(period) - 1, 1, 15);
            return power | (phase / quantum(period)) << 4;
        }
    }

    /** Writes one byte, 0, for an immortal era, else two. */
    default void write(ScaleWriter out) {
        switch (this) {
            case Immortal _ -> out.u8(0);
            case Mortal mortal -> out.u16(mortal.encoded());
        }
    }

    /** Reads what {@link #write} writes. */
    static Era read(ScaleReader in) {
        int low = in.u8();
        if (low == 0) {
            return new Immortal();
        }
        int encoded = low | in.u8() << 8;
        int period = 2 << (encoded & 15);
        int phase = (encoded >> 4) * Mortal.quantum(period);
        if (period < Mortal.LEAST || phase >= period) {
            throw new ScaleException("an era of " + period + " blocks with phase " + phase);
        }
        return new Mortal(period, phase);
    }
}
