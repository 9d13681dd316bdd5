package io.grail.node.cli.wallet;

import io.grail.node.cli.UsageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The bytes that are signed: a text, a file, or hexadecimal digits. */
final class MessageOptions {
    private static final int MAX_BYTES = 64 << 20;

    @Parameters(index = "0", arity = "0..1", paramLabel = "MESSAGE", description = "a text, which stands for its UTF-8")
    @Nullable
    String text;

    @Option(names = "--file", paramLabel = "FILE", description = "the bytes of a file; - is standard input")
    @Nullable
    Path file;

    @Option(names = "--hex", paramLabel = "HEX", description = "hexadecimal digits, with or without 0x")
    @Nullable
    String hex;

    byte[] bytes() {
        if ((text == null ? 0 : 1) + (file == null ? 0 : 1) + (hex == null ? 0 : 1) != 1) {
            throw new UsageException("give one message: a text, --file or --hex");
        }
        if (text != null) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return file != null ? SmallFile.bytes(file, MAX_BYTES) : unhex("--hex", String.valueOf(hex));
    }

    static byte[] unhex(String option, String digits) {
        try {
            return HexFormat.of().parseHex(digits.startsWith("0x") ? digits.substring(2) : digits);
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + " takes pairs of hexadecimal digits: " + e.getMessage());
        }
    }
}
