package io.grail.protocol.artifact;

import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Keypair;
import java.util.Arrays;

/** A signed artifact: its body, which begins with the name of its kind, then 64 bytes of sr25519 signature over it. */
final class Signed {
    static final int SIGNATURE_LENGTH = 64;

    private Signed() {}

    static byte[] sign(byte[] body, Keypair signer) {
        byte[] signature = signer.sign(body);
        byte[] signed = Arrays.copyOf(body, body.length + SIGNATURE_LENGTH);
        System.arraycopy(signature, 0, signed, body.length, SIGNATURE_LENGTH);
        return signed;
    }

    /**
     * All but the signature, which is not checked here.
     *
     * @throws MalformedException if there is no room for one
     */
    static byte[] body(byte[] signed) {
        if (signed.length < SIGNATURE_LENGTH) {
            throw new MalformedException(signed.length + " bytes", "at least a signature of " + SIGNATURE_LENGTH);
        }
        return Arrays.copyOf(signed, signed.length - SIGNATURE_LENGTH);
    }

    static boolean isBy(AccountId signer, byte[] signed) {
        byte[] body = body(signed);
        return Keypair.verify(signer, body, Arrays.copyOfRange(signed, body.length, signed.length));
    }
}
