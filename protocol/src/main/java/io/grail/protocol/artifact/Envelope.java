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

/** The signed header of an update, whose payload is sealed (docs/protocol.md, section Envelope). */
public record Envelope(Origin origin, Payload payload, Training training) {
    /** Larger ones are refused unread. */
    public static final int MAX_BYTES = 1_024;

    private static final String DOMAIN = "grail/envelope/2";

    /**
     * Whose update it is, and of what.
     *
     * @param modelRoot R_w, of the model that it was trained from
     */
    public record Origin(RunId runId, Window window, Hotkey hotkey, Hash modelRoot) {}

    /**
     * What is sealed, and by which key.
     *
     * @param hash SHA-256 of the payload
     * @param length of the payload in bytes; sealed it is {@link Seal#OVERHEAD} longer
     * @param sealedHash SHA-256 of the sealed payload
     * @param keyHash {@link Seal#commitment} of the key
     */
    public record Payload(Hash hash, long length, Hash sealedHash, Hash keyHash) {
        public Payload {
            if (length < 0) {
                throw new IllegalArgumentException("a payload of " + length + " bytes");
            }
        }
    }

    /**
     * What the miner says of its training.
     *
     * @param samples trained of those assigned, in the order of assignment
     * @param lossFirst mean loss of the first inner step, nats per token
     * @param lossLast of the last
     */
    public record Training(int samples, float lossFirst, float lossLast) {
        public Training {
            if (samples < 0) {
                throw new IllegalArgumentException(samples + " samples trained");
            }
        }
    }

    public RunId runId() {
        return origin.runId;
    }

    public Window window() {
        return origin.window;
    }

    public Hotkey hotkey() {
        return origin.hotkey;
    }

    /** The envelope as it is put into a bucket. */
    public byte[] sign(Keypair signer) {
        byte[] body = new CanonicalWriter()
                .text(DOMAIN)
                .hash(origin.runId.hash())
                .u64(origin.window.number())
                .fixed(origin.hotkey.bytes())
                .hash(origin.modelRoot)
                .hash(payload.hash)
                .u64(payload.length)
                .hash(payload.sealedHash)
                .hash(payload.keyHash)
                .u32(training.samples)
                .f32(training.lossFirst)
                .f32(training.lossLast)
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
        Origin origin = new Origin(
                new RunId(in.hash()), new Window(in.nonNegative()), Hotkey.of(in.fixed(AccountId.LENGTH)), in.hash());
        Payload payload = new Payload(in.hash(), in.nonNegative(), in.hash(), in.hash());
        Training training = new Training(in.count(Integer.MAX_VALUE), in.f32(), in.f32());
        in.end();
        return new Envelope(origin, payload, training);
    }
}
