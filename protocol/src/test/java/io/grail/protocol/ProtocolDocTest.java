package io.grail.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of names in docs/protocol.md says where each is; a name that moved or went must not stay there. */
class ProtocolDocTest {
    private static final Path DOC = Path.of("..", "docs", "protocol.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(grail/[a-z-]+/\\d+)` \\| \\[\\w+]\\(([^)]+)\\) \\|$", Pattern.MULTILINE);

    @Test
    void everyNameInTheTableIsInItsClass() throws IOException {
        Matcher rows = ROW.matcher(Files.readString(DOC));
        TreeMap<String, Path> names = new TreeMap<>();
        while (rows.find()) {
            names.put(rows.group(1), DOC.resolveSibling(rows.group(2)));
        }
        assertThat(names).hasSizeGreaterThanOrEqualTo(6);
        for (var name : names.entrySet()) {
            assertThat(name.getValue()).content().contains('"' + name.getKey() + '"');
        }
    }
}
