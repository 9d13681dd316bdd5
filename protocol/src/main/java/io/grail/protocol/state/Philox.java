package io.grail.protocol.state;

/**
 * Philox-4x32-10, a counter-based generator: block i of a stream needs no block before it, so a stream can be cut
 * anywhere among threads. Source: Salmon, Moraes, Dror and Shaw, Parallel random numbers: as easy as 1, 2, 3 (SC11).
 */
final class Philox {
    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int KEY_STEP_0 = 0x9E3779B9;
    private static final int KEY_STEP_1 = 0xBB67AE85;
    private static final long LOW_32 = 0xffffffffL;

    private final int key0;
    private final int key1;

    Philox(int key0, int key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** Replaces the counter in {@code block}, four 32-bit words, lowest first, by the random block that it names. */
    void randomise(int[] block) {
        int k0 = key0;
        int k1 = key1;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * (block[0] & LOW_32);
            long product1 = MULTIPLIER_1 * (block[2] & LOW_32);
            int next0 = (int) (product1 >>> 32) ^ block[1] ^ k0;
            int next2 = (int) (product0 >>> 32) ^ block[3] ^ k1;
            block[0] = next0;
            block[1] = (int) product1;
            block[2] = next2;
            block[3] = (int) product0;
            k0 += KEY_STEP_0;
            k1 += KEY_STEP_1;
        }
    }
}
