package io.grail.learning.data;

import io.grail.protocol.bytes.Hash;
import java.util.Locale;

/**
 * A token shard as the manifest names it.
 *
 * @param file its name in the dataset's folder
 * @param sha256 of the whole file, as hexadecimal digits
 * @param tokens how many it holds
 */
public record ShardEntry(String file, String sha256, long tokens) {
    public ShardEntry {
        // The name comes from a file that may be anybody's: it must not lead out of the folder.
        if (!file.matches("tokens-[0-9]{5,9}\\.npy")) {
            throw new IllegalArgumentException("a shard is called tokens-00000.npy and so on, got " + file);
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a shard's hash is 64 hex digits, got " + sha256);
        }
        if (tokens < 1) {
            throw new IllegalArgumentException("a shard holds at least one token, got " + tokens);
        }
    }

    static String fileName(int index) {
        return String.format(Locale.ROOT, "tokens-%05d.npy", index);
    }

    Hash hash() {
        return Hash.fromHex(sha256);
    }

    long fileBytes(TokenWidth width) {
        return NumpyHeader.LENGTH + Math.multiplyExact(tokens, width.bytes());
    }
}
