package io.grail.protocol.identity;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/**
 * Substrate's secret URIs as far as development keys need them: hard junctions below the public development phrase or
 * below a seed, {@code //Alice}, {@code //miner//0}, {@code 0x<64 hex digits>//hot}.
 */
final class SecretUri {
    /** Mini secret of the development phrase that every Substrate chain knows: no secret at all. */
    private static final byte[] DEVELOPMENT =
            HexFormat.of().parseHex("fac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e");

    private static final Pattern URI = Pattern.compile("(0x(?<seed>[0-9a-fA-F]{64}))?(?<path>(//[^/]+)*)");
    private static final int CHAIN_CODE_LENGTH = 32;

    private SecretUri() {}

    static byte[] miniSecret(String uri) {
        Matcher matcher = URI.matcher(uri);
        if (uri.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException("a secret URI is //name, //name//0 or 0x<64 hex digits>//name"
                    + " (hard junctions only, no phrase, no password)");
        }
        String seed = matcher.group("seed");
        byte[] secret = seed == null ? DEVELOPMENT : HexFormat.of().parseHex(seed);
        String path = matcher.group("path");
        if (path.isEmpty()) {
            return secret.clone();
        }
        for (String junction : path.substring(2).split("//", -1)) {
            secret = Schnorrkel.deriveHard(Schnorrkel.Secret.expand(secret), chainCode(junction));
        }
        return secret;
    }

    /** SCALE encoding of the junction (digits: u64, else text), padded to 32 bytes, hashed if longer. */
    private static byte[] chainCode(String junction) {
        byte[] encoded = isU64(junction) ? number(junction) : text(junction);
        if (encoded.length <= CHAIN_CODE_LENGTH) {
            return Arrays.copyOf(encoded, CHAIN_CODE_LENGTH);
        }
        Blake2bDigest digest = new Blake2bDigest(CHAIN_CODE_LENGTH * 8);
        digest.update(encoded, 0, encoded.length);
        byte[] hashed = new byte[CHAIN_CODE_LENGTH];
        digest.doFinal(hashed, 0);
        return hashed;
    }

    private static boolean isU64(String junction) {
        return junction.matches("[0-9]{1,20}") && new BigInteger(junction).bitLength() <= Long.SIZE;
    }

    private static byte[] number(String digits) {
        byte[] encoded = new byte[8];
        long value = Long.parseUnsignedLong(digits);
        for (int i = 0; i < 8; i++) {
            encoded[i] = (byte) (value >>> (8 * i));
        }
        return encoded;
    }

    private static byte[] text(String junction) {
        byte[] utf8 = junction.getBytes(StandardCharsets.UTF_8);
        if (utf8.length >= 1 << 14) {
            throw new IllegalArgumentException("a junction has fewer than 16384 bytes, got " + utf8.length);
        }
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
