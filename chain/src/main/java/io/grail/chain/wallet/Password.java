package io.grail.chain.wallet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A password, without the space around it, as btcli takes it. It is cleared when closed, and never printed; it must not
 * be used after that.
 */
public final class Password implements AutoCloseable {
    private static final int MOST_BYTES_A_CHARACTER = 3;

    private final char[] characters;

    private Password(char[] characters) {
        this.characters = characters;
    }

    /** Copies what was typed, and clears it. */
    public static Password taking(char[] typed) {
        int begin = 0;
        int end = typed.length;
        while (begin < end && Character.isWhitespace(typed[begin])) {
            begin++;
        }
        while (end > begin && Character.isWhitespace(typed[end - 1])) {
            end--;
        }
        char[] characters = Arrays.copyOfRange(typed, begin, end);
        Arrays.fill(typed, '\0');
        return new Password(characters);
    }

    /** In characters. */
    public int length() {
        return characters.length;
    }

    /** Whether both were typed alike. */
    public boolean sameAs(Password other) {
        return Arrays.equals(characters, other.characters);
    }

    char[] characters() {
        return characters.clone();
    }

    /** For the one caller, who clears it. */
    byte[] utf8() {
        ByteBuffer encoded = ByteBuffer.allocate(MOST_BYTES_A_CHARACTER * characters.length);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(characters), encoded, true);
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    @Override
    public void close() {
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "Password[not shown]";
    }
}
