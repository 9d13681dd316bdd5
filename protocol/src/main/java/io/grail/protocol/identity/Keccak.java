package io.grail.protocol.identity;

/** The permutation Keccak-f[1600] (FIPS 202, section 3), in place on 25 lanes; lane x + 5y. */
final class Keccak {
    private static final int ROUNDS = 24;
    private static final long[] ROUND_CONSTANTS = roundConstants();
    /** Rotation of lane x + 5y in ρ, and where π then puts it; both by walking (x, y) → (y, 2x + 3y). */
    private static final int[] ROTATION = new int[25];

    private static final int[] TARGET = new int[25];

    static {
        for (int x = 0; x < 5; x++) {
            for (int y = 0; y < 5; y++) {
                TARGET[x + 5 * y] = y + 5 * ((2 * x + 3 * y) % 5);
            }
        }
        int x = 1;
        int y = 0;
        for (int t = 0; t < 24; t++) {
            ROTATION[x + 5 * y] = (t + 1) * (t + 2) / 2 % 64;
            int next = (2 * x + 3 * y) % 5;
            x = y;
            y = next;
        }
    }

    private Keccak() {}

    static void permute(long[] lanes) {
        long[] moved = new long[25];
        for (int round = 0; round < ROUNDS; round++) {
            theta(lanes);
            for (int i = 0; i < 25; i++) {
                moved[TARGET[i]] = Long.rotateLeft(lanes[i], ROTATION[i]);
            }
            for (int row = 0; row < 25; row += 5) {
                for (int x = 0; x < 5; x++) {
                    lanes[row + x] = moved[row + x] ^ (~moved[row + (x + 1) % 5] & moved[row + (x + 2) % 5]);
                }
            }
            lanes[0] ^= ROUND_CONSTANTS[round];
        }
    }

    private static void theta(long[] lanes) {
        long[] parity = new long[5];
        for (int i = 0; i < 25; i++) {
            parity[i % 5] ^= lanes[i];
        }
        for (int i = 0; i < 25; i++) {
            lanes[i] ^= parity[(i + 4) % 5] ^ Long.rotateLeft(parity[(i + 1) % 5], 1);
        }
    }

    /** ι: bit 2^j − 1 of constant i is output 7i + j of the shift register x⁸ + x⁶ + x⁵ + x⁴ + 1. */
    private static long[] roundConstants() {
        long[] constants = new long[ROUNDS];
        int register = 1;
        for (int round = 0; round < ROUNDS; round++) {
            for (int j = 0; j < 7; j++) {
                if ((register & 1) != 0) {
                    constants[round] |= 1L << ((1 << j) - 1);
                }
                register <<= 1;
                if ((register & 0x100) != 0) {
                    register ^= 0x171;
                }
            }
        }
        return constants;
    }
}
