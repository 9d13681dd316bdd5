package io.grail.protocol.identity;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/** SS58 addresses of network 42 (generic Substrate): base58 of {@code 0x2a ‖ key ‖ checksum}, two checksum bytes. */
final class Ss58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(58);
    private static final byte NETWORK = 42;
    private static final int CHECKSUM_LENGTH = 2;
    private static final int DECODED_LENGTH = 1 + AccountId.LENGTH + CHECKSUM_LENGTH;
    /** The longest address of 35 bytes; bounds the work on hostile text. */
    private static final int MAX_TEXT = 48;

    private Ss58() {}

    static String encode(byte[] publicKey) {
        byte[] raw = new byte[DECODED_LENGTH];
        raw[0] = NETWORK;
        System.arraycopy(publicKey, 0, raw, 1, AccountId.LENGTH);
        System.arraycopy(checksum(raw), 0, raw, 1 + AccountId.LENGTH, CHECKSUM_LENGTH);
        // Never a leading zero byte (the network byte is 42), so plain positional base 58 is the whole encoding.
        StringBuilder text = new StringBuilder(MAX_TEXT);
        for (BigInteger rest = new BigInteger(1, raw); rest.signum() > 0; rest = rest.divide(BASE)) {
            text.append(ALPHABET.charAt(rest.mod(BASE).intValue()));
        }
        return text.reverse().toString();
    }

    static byte[] decode(String address) {
        if (address.isEmpty() || address.length() > MAX_TEXT) {
            throw new IllegalArgumentException("an SS58 address has 1 to 48 characters, got " + address.length());
        }
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < address.length(); i++) {
            int digit = ALPHABET.indexOf(address.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException(
                        "'" + address.charAt(i) + "' at position " + i + " is not a base58 character");
            }
            number = number.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        byte[] raw = number.toByteArray();
        if (raw.length != DECODED_LENGTH || raw[0] != NETWORK) {
            throw new IllegalArgumentException("not an SS58 address of network 42: " + address);
        }
        byte[] checksum = Arrays.copyOfRange(raw, 1 + AccountId.LENGTH, DECODED_LENGTH);
        if (!Arrays.equals(checksum, checksum(raw))) {
            throw new IllegalArgumentException("the checksum of SS58 address " + address + " does not fit: mistyped?");
        }
        return Arrays.copyOfRange(raw, 1, 1 + AccountId.LENGTH);
    }

    private static byte[] checksum(byte[] networkAndKey) {
        Blake2bDigest digest = new Blake2bDigest(512);
        byte[] prefix = "SS58PRE".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        digest.update(prefix, 0, prefix.length);
        digest.update(networkAndKey, 0, 1 + AccountId.LENGTH);
        byte[] full = new byte[64];
        digest.doFinal(full, 0);
        return Arrays.copyOf(full, CHECKSUM_LENGTH);
    }
}
