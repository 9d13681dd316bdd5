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

/**
 * The signed header of an update (docs/protocol.md, section Envelope).
 *
 * @param modelRoot R_w, of the model that the update was trained from
 * @param payloadHash SHA-256 of the payload
 * @param payloadLength in bytes
 * @param samplesTrained of those assigned, in the order of assignment
 * @param lossFirst mean loss of the first inner step, nats per token
 * @param lossLast of the last
 */
public record Envelope(
        RunId runId,
        Window window,
        Hotkey hotkey,
        Hash modelRoot,
        Hash payloadHash,
        long payloadLength,
        int samplesTrained,
        float lossFirst,
        float lossLast) {
    /** Larger ones are refused unread. */
    public static final int MAX_BYTES = 1_024;

    private static final String DOMAIN = "grail/envelope/1";
    /** The only kind of sealing yet: none. */
    private static final int UNSEALED = 0;

    public Envelope {
        if (payloadLength < 0 || samplesTrained < 0) {
            throw new IllegalArgumentException(
                    "payload of " + payloadLength + " bytes, " + samplesTrained + " samples trained");
        }
    }

    /** The envelope as it is put into a bucket. */
    public byte[] sign(Keypair signer) {
        byte[] body = new CanonicalWriter()
                .text(DOMAIN)
                .hash(runId.hash())
                .u64(window.number())
                .fixed(hotkey.bytes())
                .hash(modelRoot)
                .hash(payloadHash)
                .u64(payloadLength)
                .u8(UNSEALED)
                .u32(samplesTrained)
                .f32(lossFirst)
                .f32(lossLast)
                .toByteArray();
        return Signed.sign(body, signer);
    }

    /**
     * Reads an envelope; whose it is, and whether it is signed, {@link EnvelopeCheck} says.
     *
     * @throws MalformedException if the bytes are no envelope
     */
    public static Envelope parse(byte[] signed) {
        CanonicalReader in = new CanonicalReader(Signed.body(signed));
        in.expectText(DOMAIN);
        RunId runId = new RunId(in.hash());
        Window window = new Window(in.nonNegative());
        Hotkey hotkey = Hotkey.of(in.fixed(AccountId.LENGTH));
        Hash modelRoot = in.hash();
        Hash payloadHash = in.hash();
        long payloadLength = in.nonNegative();
        int sealing = in.u8();
        if (sealing != UNSEALED) {
            throw new MalformedException("sealing " + sealing, "0, none");
        }
        Envelope envelope = new Envelope(
                runId,
                window,
                hotkey,
                modelRoot,
                payloadHash,
                payloadLength,
                in.count(Integer.MAX_VALUE),
                in.f32(),
                in.f32());
        in.end();
        return envelope;
    }
}
