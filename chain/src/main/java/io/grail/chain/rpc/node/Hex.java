package io.grail.chain.rpc.node;

import io.grail.chain.rpc.RpcException;
import io.grail.protocol.bytes.Hash;
import java.util.HexFormat;

/** The hexadecimal text of JSON-RPC; reading is total: a value or {@link RpcException.Malformed}. */
final class Hex {
    private static final HexFormat FORMAT = HexFormat.of();
    /** Beyond 2³² − 1 there is no block, and no nonce. */
    private static final int MAX_DIGITS = 8;

    private Hex() {}

    static String write(byte[] bytes) {
        return "0x" + FORMAT.formatHex(bytes);
    }

    static String write(Hash hash) {
        return "0x" + hash;
    }

    static byte[] bytes(String text, String what) {
        if (!text.startsWith("0x")) {
            throw new RpcException.Malformed(what, text, "hexadecimal text after 0x");
        }
        try {
            return FORMAT.parseHex(text, 2, text.length());
        } catch (IllegalArgumentException e) {
            throw new RpcException.Malformed(what, text, "an even number of hexadecimal digits after 0x");
        }
    }

    static Hash hash(String text, String what) {
        byte[] bytes = bytes(text, what);
        if (bytes.length != Hash.LENGTH) {
            throw new RpcException.Malformed(what, text, "32 bytes");
        }
        return Hash.of(bytes);
    }

    /** A number from 0 to 2³² − 1; zeros before it mean nothing, as some nodes write {@code 0x00000079}. */
    static long number(String text, String what) {
        int start = 2;
        while (start < text.length() - 1 && text.charAt(start) == '0') {
            start++;
        }
        int digits = text.length() - start;
        if (!text.startsWith("0x") || digits < 1 || digits > MAX_DIGITS) {
            throw new RpcException.Malformed(what, text, "0x and a hexadecimal number below 2^32");
        }
        try {
            return HexFormat.fromHexDigitsToLong(text, start, text.length());
        } catch (IllegalArgumentException e) {
            throw new RpcException.Malformed(what, text, "0x and a hexadecimal number below 2^32");
        }
    }
}
