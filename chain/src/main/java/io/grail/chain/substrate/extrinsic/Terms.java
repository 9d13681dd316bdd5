package io.grail.chain.substrate.extrinsic;

import io.grail.chain.substrate.scale.Bytes;
import java.math.BigInteger;

/**
 * What a signed extrinsic says besides its call.
 *
 * @param eraBirth the hash of the era's first block, 32 bytes; of block 0 if immortal
 * @param nonce how many extrinsics the signer had before this one; u32
 * @param tip in rao, paid to the block's author
 */
public record Terms(ChainVersion chain, Era era, Bytes eraBirth, long nonce, BigInteger tip) {
    static final int HASH_BYTES = 32;

    public Terms {
        if (eraBirth.length() != HASH_BYTES) {
            throw new IllegalArgumentException("a block's hash has 32 bytes, got " + eraBirth.length());
        }
    }

    /** Terms of an extrinsic that does not die. */
    public static Terms immortal(ChainVersion chain, long nonce) {
        return new Terms(chain, new Era.Immortal(), chain.genesis(), nonce, BigInteger.ZERO);
    }

    /** Terms without tip. */
    public static Terms mortal(ChainVersion chain, Era.Mortal era, Bytes eraBirth, long nonce) {
        return new Terms(chain, era, eraBirth, nonce, BigInteger.ZERO);
    }
}
