package io.grail.protocol.artifact;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.compress.NotFiniteException;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.SparseUpdate;

/** A payload whose key was shown, and the update that it is. Immutable by agreement. */
public final class Unsealed {
    private final byte[] payload;
    private final SparseUpdate update;

    private Unsealed(byte[] payload, SparseUpdate update) {
        this.payload = payload;
        this.update = update;
    }

    /** The plaintext, not a copy. */
    public byte[] payload() {
        return payload;
    }

    public SparseUpdate update() {
        return update;
    }

    /** Opens a payload whose envelope and opening passed their checks. Total: any bytes pass or fail. */
    public static Checked<Unsealed> open(
            Envelope envelope, byte[] sealed, Opening opening, Codec codec, ParallelFor parallel) {
        Hash foundSealed = Hash.sha256(sealed);
        if (!foundSealed.equals(envelope.payload().sealedHash())) {
            return failed(
                    RejectionCode.MALFORMED,
                    "sealed payload " + foundSealed,
                    envelope.payload().sealedHash());
        }
        byte[] payload;
        try {
            payload = Seal.open(opening.key(), envelope.origin(), sealed);
        } catch (MalformedException e) {
            return failed(RejectionCode.BAD_OPENING, e.found(), e.allowed());
        }
        Hash found = Hash.sha256(payload);
        if (!found.equals(envelope.payload().hash())) {
            return failed(
                    RejectionCode.BAD_OPENING,
                    "payload " + found,
                    envelope.payload().hash());
        }
        try {
            return new Checked.Passed<>(new Unsealed(payload, codec.decode(payload, parallel)));
        } catch (NotFiniteException e) {
            return failed(RejectionCode.NOT_FINITE, String.valueOf(e.getMessage()), "finite values");
        } catch (MalformedException e) {
            return new Checked.Failed<>(Rejection.malformed(e));
        }
    }

    /** The rejection of a sealed payload that is another than the envelope names. */
    public static Rejection another(Hash found, String announced) {
        return new Rejection(RejectionCode.MALFORMED, "sealed payload " + found, announced);
    }

    private static Checked<Unsealed> failed(RejectionCode code, String found, Object allowed) {
        return new Checked.Failed<>(new Rejection(code, found, String.valueOf(allowed)));
    }
}
