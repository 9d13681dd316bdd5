package io.grail.protocol.artifact;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What a miner shows after the deadline (docs/protocol.md, section Opening): the key of its sealed payload, and the proof
 * that it holds θ_w.
 */
public final class Opening {
    /** Larger ones are refused unread. */
    public static final int MAX_BYTES = 512;

    private static final String DOMAIN = "grail/opening/1";

    private final RunId runId;
    private final Window window;
    private final Hotkey hotkey;
    private final byte[] key;
    private final Hash stateProof;

    /**
     * An opening.
     *
     * @param key {@link Seal#KEY_LENGTH} bytes
     * @param stateProof as {@link io.grail.protocol.state.StateProof} computes it
     */
    public Opening(RunId runId, Window window, Hotkey hotkey, byte[] key, Hash stateProof) {
        if (key.length != Seal.KEY_LENGTH) {
            throw new IllegalArgumentException("a key has " + Seal.KEY_LENGTH + " bytes, got " + key.length);
        }
        this.runId = runId;
        this.window = window;
        this.hotkey = hotkey;
        this.key = key.clone();
        this.stateProof = stateProof;
    }

    public RunId runId() {
        return runId;
    }

    public Window window() {
        return window;
    }

    public Hotkey hotkey() {
        return hotkey;
    }

    public byte[] key() {
        return key.clone();
    }

    public Hash stateProof() {
        return stateProof;
    }

    /** The opening as it is put into a bucket. */
    public byte[] sign(Keypair signer) {
        byte[] body = new CanonicalWriter()
                .text(DOMAIN)
                .hash(runId.hash())
                .u64(window.number())
                .fixed(hotkey.bytes())
                .fixed(key)
                .hash(stateProof)
                .toByteArray();
        return Signed.sign(body, signer);
    }

    /**
     * Reads an opening; whose it is, and whether it is signed, {@link OpeningCheck} says.
     *
     * @throws MalformedException if the bytes are no opening
     */
    public static Opening parse(byte[] signed) {
        CanonicalReader in = new CanonicalReader(Signed.body(signed));
        in.expectText(DOMAIN);
        Opening opening = new Opening(
                new RunId(in.hash()),
                new Window(in.nonNegative()),
                Hotkey.of(in.fixed(AccountId.LENGTH)),
                in.fixed(Seal.KEY_LENGTH),
                in.hash());
        in.end();
        return opening;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Opening o
                && runId.equals(o.runId)
                && window.equals(o.window)
                && hotkey.equals(o.hotkey)
                && Arrays.equals(key, o.key)
                && stateProof.equals(o.stateProof);
    }

    @Override
    public int hashCode() {
        return Objects.hash(runId, window, hotkey, Arrays.hashCode(key), stateProof);
    }

    @Override
    public String toString() {
        return "Opening[" + hotkey + ", window " + window + ", key "
                + HexFormat.of().formatHex(key) + "]";
    }
}
