package io.grail.chain.substrate.runtime;

import com.dynatrace.hash4j.hashing.Hashing;
import io.grail.chain.substrate.metadata.StorageHasher;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/** The hashes of Substrate: blake2b, and xxHash64 with seeds 0, 1, 2, … one after the other, which it calls twox. */
public final class StorageHash {
    private StorageHash() {}

    /** BLAKE2b without key, of 16, 32 or 64 bytes. */
    public static byte[] blake2b(int bytes, byte[] input) {
        Blake2bDigest digest = new Blake2bDigest(8 * bytes);
        digest.update(input, 0, input.length);
        byte[] hash = new byte[bytes];
        digest.doFinal(hash, 0);
        return hash;
    }

    /** As many xxHash64 as give {@code bytes} bytes, a multiple of 8; not safe against who seeks collisions. */
    public static byte[] twox(int bytes, byte[] input) {
        ByteBuffer hash = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int seed = 0; seed < bytes / Long.BYTES; seed++) {
            hash.putLong(Hashing.xxh64(seed).hashBytesToLong(input));
        }
        return hash.array();
    }

    /** The hash that {@code hasher} writes; empty for {@code IDENTITY}. The key itself is not appended. */
    public static byte[] of(StorageHasher hasher, byte[] key) {
        return switch (hasher) {
            case BLAKE2_128, BLAKE2_128_CONCAT, BLAKE2_256 -> blake2b(hasher.hashBytes(), key);
            case TWOX_128, TWOX_256, TWOX_64_CONCAT -> twox(hasher.hashBytes(), key);
            case IDENTITY -> new byte[0];
        };
    }
}
