package io.grail.chain.drand;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import java.nio.ByteBuffer;

/**
 * What is known beforehand of a chain of drand's rounds: when each is out, and who signs it.
 *
 * <p>Of the scheme {@code bls-unchained-g1-rfc9380}: keys are points of G2, signatures points of G1, and what is signed
 * is the round's number alone, so that messages can be locked to rounds to come. Rounds count from 1.
 *
 * @param hash names the chain in the paths of drand's servers
 * @param genesisSeconds when round 1 is out, seconds since 1970
 * @param periodSeconds between two rounds, positive
 */
public record DrandChain(Hash hash, PublicKey key, long genesisSeconds, int periodSeconds) {
    /** Drand's own fast chain, which Bittensor follows. */
    public static final DrandChain QUICKNET = new DrandChain(
            Hash.fromHex("52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"),
            PublicKey.fromHex(
                    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d"
                            + "1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece4"
                            + "5a"),
            1_692_803_367L,
            3);

    private static final long MILLIS = 1_000;

    public DrandChain {
        if (genesisSeconds < 0 || periodSeconds < 1) {
            throw new IllegalArgumentException("a beacon begins at or after 1970 and has a positive period, got "
                    + genesisSeconds + " and " + periodSeconds);
        }
    }

    /** The newest round that is out at {@code millis} since 1970; 0 if none is. */
    public long roundAt(long millis) {
        long since = millis - MILLIS * genesisSeconds;
        return since < 0 ? 0 : since / (MILLIS * periodSeconds) + 1;
    }

    /** When a round is out, in milliseconds since 1970. */
    public long publishedAt(long round) {
        requireRound(round);
        return MILLIS * Math.addExact(genesisSeconds, Math.multiplyExact(round - 1, (long) periodSeconds));
    }

    /**
     * The round with that signature.
     *
     * @throws MalformedException if the signature is not this chain's of that round
     */
    public Round verified(long number, Signature signature) {
        if (!Bls.isSigned(key.point(), signature.point(), message(number))) {
            throw new MalformedException("a signature of something else", "this chain's signature of round " + number);
        }
        return new Round(number, signature);
    }

    /** What is signed in a round. */
    static byte[] message(long round) {
        requireRound(round);
        return Hash.sha256(ByteBuffer.allocate(Long.BYTES).putLong(round).array())
                .bytes();
    }

    private static void requireRound(long round) {
        if (round < 1) {
            throw new IllegalArgumentException("rounds count from 1, got " + round);
        }
    }
}
