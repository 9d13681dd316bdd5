package io.grail.protocol.artifact;

import io.grail.protocol.bytes.Hash;

/** Envelopes for tests that do not look into what is sealed. */
final class Envelopes {
    private Envelopes() {}

    /** Of payload hash(3), sealed payload hash(4) and key commitment hash(5); the last loss is 5.25. */
    static Envelope envelope(Envelope.Origin origin, long length, int samples, float lossFirst) {
        return new Envelope(
                origin,
                new Envelope.Payload(hash(3), length, hash(4), hash(5)),
                new Envelope.Training(samples, lossFirst, 5.25f));
    }

    private static Hash hash(int number) {
        return Hash.sha256(new byte[] {(byte) number});
    }
}
