package io.grail.node.cli.wallet;

import io.grail.node.cli.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that a person named on the command line, {@code -} for standard input; bounded, and refused by name. */
final class SmallFile {
    private static final Path STANDARD_INPUT = Path.of("-");

    private SmallFile() {}

    static byte[] bytes(Path file, int limit) {
        byte[] bytes;
        try (InputStream in = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(file)) {
            bytes = in.readNBytes(limit + 1);
        } catch (IOException e) {
            throw new UsageException("cannot read " + file + ": " + e);
        }
        if (bytes.length > limit) {
            throw new UsageException(file + " is longer than the " + limit + " bytes that are read here");
        }
        return bytes;
    }

    /** UTF-8 text, of which this leaves no copy. */
    static char[] characters(Path file, int limit) {
        byte[] bytes = bytes(file, limit);
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        char[] characters = new char[decoded.remaining()];
        decoded.get(characters);
        Arrays.fill(decoded.array(), '\0');
        Arrays.fill(bytes, (byte) 0);
        return characters;
    }
}
