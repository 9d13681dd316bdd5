package io.grail.chain.rpc.tx;

import java.util.Arrays;

/** A signed extrinsic and the blocks that can hold it. */
public final class Transaction {
    private final byte[] bytes;
    private final long from;
    private final long death;

    /**
     * As it is submitted.
     *
     * @param bytes of the whole extrinsic, length prefix included
     * @param from the first block that can hold it: the one after the head at signing, or any before
     * @param death the first block that cannot hold it any more: birth plus period of its era; {@link Long#MAX_VALUE}
     *     if it is immortal, and then nothing but the deadline ends a search for it
     */
    public Transaction(byte[] bytes, long from, long death) {
        if (from < 0 || death <= from || bytes.length == 0) {
            throw new IllegalArgumentException("a transaction has bytes and lives in blocks [from, death), got "
                    + bytes.length + " bytes and [" + from + ", " + death + ")");
        }
        this.bytes = bytes.clone();
        this.from = from;
        this.death = death;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public long from() {
        return from;
    }

    public long death() {
        return death;
    }

    boolean isThis(byte[] extrinsic) {
        return Arrays.equals(bytes, extrinsic);
    }
}
