package io.grail.learning.data;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** What counts as text, and how it is made good. */
final class Utf8 {
    /** How much of a document decides whether it is text. */
    static final int PROBE_BYTES = 64 << 10;

    private Utf8() {}

    /**
     * Whether the document is text: its first 64 KiB hold no NUL and are UTF-8.
     *
     * @param bytes the document's beginning; a character cut off by its end is no fault
     */
    static boolean isText(byte[] bytes) {
        int length = Math.min(bytes.length, PROBE_BYTES);
        for (int i = 0; i < length; i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        boolean whole = length == bytes.length && length < PROBE_BYTES;
        return !decoder.decode(ByteBuffer.wrap(bytes, 0, length), CharBuffer.allocate(length), whole)
                .isError();
    }

    /** The same text, with U+FFFD for every byte sequence that is no UTF-8. */
    static byte[] clean(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            }
        }
        return bytes;
    }

    /**
     * Where to cut a long text so that no line, or at least no character, is split: at most {@code length}.
     *
     * @param bytes of which the first {@code length} are there
     */
    static int cut(byte[] bytes, int length) {
        for (int i = length; i > length / 2; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        for (int i = length - 1; i > length - 4; i--) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return bytes[i] < 0 ? i : i + 1; // before a character's first byte, after an ASCII byte
            }
        }
        return length;
    }
}
