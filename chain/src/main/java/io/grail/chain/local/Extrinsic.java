package io.grail.chain.local;

import io.grail.chain.Call;
import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Keypair;

/**
 * A call signed by the account that makes it, good for one place in that account's order on one chain.
 *
 * <p>Equal by its bytes; the canonical bytes are in docs/chain.md.
 */
public final class Extrinsic {
    /** The longest: a setting of 256 weights. */
    public static final int MAX_BYTES = 2_048;

    private static final int SIGNATURE_LENGTH = 64;
    private static final String DOMAIN = "grail/extrinsic/2";

    private final AccountId signer;
    private final long nonce;
    private final long salt;
    private final Call call;
    private final byte[] signature;

    private Extrinsic(AccountId signer, long nonce, long salt, Call call, byte[] signature) {
        this.signer = signer;
        this.nonce = nonce;
        this.salt = salt;
        this.call = call;
        this.signature = signature;
    }

    /**
     * Signs {@code call}, when nobody else signs the same call of this account at the same time.
     *
     * @param genesis of the chain that it is meant for
     * @param nonce number of extrinsics of this signer that precede it
     */
    public static Extrinsic sign(Call call, Keypair signer, long nonce, Hash genesis) {
        return sign(call, signer, nonce, 0, genesis);
    }

    /**
     * Signs {@code call}.
     *
     * @param salt any number; tells two equal calls apart that raced for one nonce, since equal bytes are taken once
     */
    public static Extrinsic sign(Call call, Keypair signer, long nonce, long salt, Hash genesis) {
        byte[] message = message(signer.account(), nonce, salt, call, genesis);
        return new Extrinsic(signer.account(), nonce, salt, call, signer.sign(message));
    }

    /**
     * The inverse of {@link #bytes()}; checks the form, not the signature.
     *
     * @throws MalformedException if the bytes are no extrinsic
     */
    public static Extrinsic parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedException(bytes.length + " bytes", "at most " + MAX_BYTES);
        }
        CanonicalReader in = new CanonicalReader(bytes);
        in.expect(new CanonicalWriter().text(DOMAIN).toByteArray());
        AccountId signer = AccountId.of(in.fixed(AccountId.LENGTH));
        long nonce = in.u64();
        long salt = in.u64();
        Call call = CallBytes.read(in);
        byte[] signature = in.fixed(SIGNATURE_LENGTH);
        in.end();
        return new Extrinsic(signer, nonce, salt, call, signature);
    }

    private static byte[] message(AccountId signer, long nonce, long salt, Call call, Hash genesis) {
        CanonicalWriter out = new CanonicalWriter();
        out.text(DOMAIN).hash(genesis).fixed(signer.bytes()).u64(nonce).u64(salt);
        CallBytes.write(call, out);
        return out.toByteArray();
    }

    public AccountId signer() {
        return signer;
    }

    public long nonce() {
        return nonce;
    }

    public Call call() {
        return call;
    }

    /** Whether the signer signed exactly this for the chain with this genesis; 1.6 ms. */
    public boolean signedFor(Hash genesis) {
        return Keypair.verify(signer, message(signer, nonce, salt, call, genesis), signature);
    }

    public byte[] bytes() {
        CanonicalWriter out = new CanonicalWriter();
        out.text(DOMAIN).fixed(signer.bytes()).u64(nonce).u64(salt);
        CallBytes.write(call, out);
        return out.fixed(signature).toByteArray();
    }

    /** Names this extrinsic: SHA-256 of its bytes. */
    public Hash hash() {
        return Hash.sha256(bytes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Extrinsic extrinsic && hash().equals(extrinsic.hash());
    }

    @Override
    public int hashCode() {
        return hash().hashCode();
    }
}
