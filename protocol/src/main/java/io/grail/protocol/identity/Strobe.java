package io.grail.protocol.identity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The part of STROBE-128/1600 that Merlin transcripts need: AD, meta-AD and PRF.
 *
 * <p>Source: strobe.sourceforge.io/specs, version 1.0.2; merlin.cool, section "Transcript operations".
 */
final class Strobe {
    /** Bytes absorbed between two permutations: 200 − 128/4 − 2. */
    private static final int RATE = 166;

    private static final int FLAG_I = 1;
    private static final int FLAG_A = 1 << 1;
    private static final int FLAG_C = 1 << 2;
    private static final int FLAG_M = 1 << 4;

    private final byte[] state;
    private int position;
    private int operationStart;

    private Strobe(byte[] state, int position, int operationStart) {
        this.state = state;
        this.position = position;
        this.operationStart = operationStart;
    }

    static Strobe of(String protocol) {
        byte[] state = new byte[200];
        byte[] header = {1, (byte) (RATE + 2), 1, 0, 1, 12 * 8};
        byte[] name = "STROBEv1.0.2".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(header, 0, state, 0, header.length);
        System.arraycopy(name, 0, state, header.length, name.length);
        permute(state);
        Strobe strobe = new Strobe(state, 0, 0);
        strobe.metaAd(protocol.getBytes(StandardCharsets.US_ASCII), false);
        return strobe;
    }

    Strobe copy() {
        return new Strobe(state.clone(), position, operationStart);
    }

    /** Absorbs data about data; {@code more} continues the operation before. */
    void metaAd(byte[] data, boolean more) {
        if (!more) {
            begin(FLAG_M | FLAG_A);
        }
        absorb(data);
    }

    /** Absorbs data. */
    void ad(byte[] data) {
        begin(FLAG_A);
        absorb(data);
    }

    /** Squeezes {@code length} pseudo-random bytes that depend on everything absorbed, and forgets them. */
    byte[] prf(int length) {
        begin(FLAG_I | FLAG_A | FLAG_C);
        byte[] output = new byte[length];
        for (int i = 0; i < length; i++) {
            output[i] = state[position];
            state[position] = 0;
            advance();
        }
        return output;
    }

    private void begin(int flags) {
        int previousStart = operationStart;
        operationStart = position + 1;
        absorb(new byte[] {(byte) previousStart, (byte) flags});
        // Operations with C start on a fresh block, so that nothing later can be linked to the state before it.
        if ((flags & FLAG_C) != 0 && position != 0) {
            runF();
        }
    }

    private void absorb(byte[] data) {
        for (byte value : data) {
            state[position] ^= value;
            advance();
        }
    }

    private void advance() {
        position++;
        if (position == RATE) {
            runF();
        }
    }

    private void runF() {
        state[position] ^= (byte) operationStart;
        state[position + 1] ^= 0x04;
        state[RATE + 1] ^= (byte) 0x80;
        permute(state);
        position = 0;
        operationStart = 0;
    }

    private static void permute(byte[] state) {
        ByteBuffer bytes = ByteBuffer.wrap(state).order(ByteOrder.LITTLE_ENDIAN);
        long[] lanes = new long[25];
        bytes.asLongBuffer().get(lanes);
        Keccak.permute(lanes);
        bytes.asLongBuffer().put(lanes);
        Arrays.fill(lanes, 0);
    }
}
