package io.grail.protocol.identity;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/**
 * One step of a derivation path.
 *
 * @param hard {@code //x}: only the secret leads on; otherwise {@code /x}: the public key leads to public keys too
 * @param chainCode 32 bytes that stand for x
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared, never printed
record Junction(boolean hard, byte[] chainCode) {
    private static final int CHAIN_CODE_LENGTH = 32;
    /** What Rust reads as an unsigned number, leading zeros and a plus included. */
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]+");

    /**
     * The junctions of {@code /soft//hard…}, first to last.
     *
     * @throws IllegalArgumentException if a junction has no name; the message does not repeat the path
     */
    static List<Junction> path(String path) {
        List<Junction> junctions = new ArrayList<>();
        int at = 0;
        while (at < path.length()) {
            boolean hard = path.startsWith("//", at);
            int begin = at + (hard ? 2 : 1);
            int slash = path.indexOf('/', begin);
            int end = slash < 0 ? path.length() : slash;
            if (begin == end) {
                throw new IllegalArgumentException(
                        "junction " + (junctions.size() + 1) + " of the derivation path has no name");
            }
            junctions.add(new Junction(hard, chainCode(path.substring(begin, end))));
            at = end;
        }
        return junctions;
    }

    /** SCALE encoding of the name (digits: u64, else text), padded to 32 bytes, hashed if longer. */
    private static byte[] chainCode(String name) {
        byte[] encoded = isU64(name) ? number(name) : text(name);
        if (encoded.length <= CHAIN_CODE_LENGTH) {
            return Arrays.copyOf(encoded, CHAIN_CODE_LENGTH);
        }
        Blake2bDigest digest = new Blake2bDigest(CHAIN_CODE_LENGTH * 8);
        digest.update(encoded, 0, encoded.length);
        byte[] hashed = new byte[CHAIN_CODE_LENGTH];
        digest.doFinal(hashed, 0);
        return hashed;
    }

    private static boolean isU64(String name) {
        return NUMBER.matcher(name).matches() && new BigInteger(name).bitLength() <= Long.SIZE;
    }

    private static byte[] number(String digits) {
        byte[] encoded = new byte[8];
        long value = new BigInteger(digits).longValue();
        for (int i = 0; i < 8; i++) {
            encoded[i] = (byte) (value >>> (8 * i));
        }
        return encoded;
    }

    /** A secret URI's length keeps this below the 2^14 bytes where SCALE's lengths take four bytes. */
    private static byte[] text(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (utf8.length < 1 << 6) {
            out.write(utf8.length << 2);
        } else {
            out.write((utf8.length << 2) | 1);
            out.write(utf8.length >>> 6);
        }
        out.writeBytes(utf8);
        return out.toByteArray();
    }
}
