package io.grail.protocol.artifact;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One finding that keeps an update from counting.
 *
 * @param found what was found, for people; cut to {@value #MAX_TEXT} bytes of UTF-8, since it may quote hostile bytes
 * @param allowed what would have been accepted; cut likewise
 */
public record Rejection(RejectionCode code, String found, String allowed) {
    /** Longest {@code found} or {@code allowed} in bytes of UTF-8: bounds a scorecard. */
    public static final int MAX_TEXT = 200;

    public Rejection {
        found = cut(found);
        allowed = cut(allowed);
    }

    /** What {@code e} found and allows, as a {@link RejectionCode#MALFORMED} rejection. */
    public static Rejection malformed(MalformedException e) {
        return new Rejection(RejectionCode.MALFORMED, e.found(), e.allowed());
    }

    /** A rejection, unless the rule holds. */
    static Optional<Rejection> unless(boolean holds, RejectionCode code, Object found, Object allowed) {
        return holds
                ? Optional.empty()
                : Optional.of(new Rejection(code, String.valueOf(found), String.valueOf(allowed)));
    }

    /** Code as u8 ({@link RejectionCode#wire()}), then both texts. */
    public void write(CanonicalWriter out) {
        out.u8(code.wire()).text(found).text(allowed);
    }

    /** The inverse of {@link #write}; total. */
    public static Rejection read(CanonicalReader in) {
        return new Rejection(RejectionCode.ofWire(in.u8()), in.text(MAX_TEXT), in.text(MAX_TEXT));
    }

    /** The longest prefix that fits and ends between two characters; lone surrogates, which UTF-8 has not, become ?. */
    private static String cut(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(utf8.length, MAX_TEXT);
        while (length < utf8.length && (utf8[length] & 0xc0) == 0x80) {
            length--;
        }
        return new String(utf8, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return code + " (found " + found + ", allowed " + allowed + ")";
    }
}
