package io.grail.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of names in docs/protocol.md is complete, and says of each where it is. */
class ProtocolDocTest {
    private static final Path DOC = Path.of("..", "docs", "protocol.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(grail/[a-z-]+/\\d+)` \\| \\[\\w+]\\(([^)]+)\\) \\|$", Pattern.MULTILINE);

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern NAME = Pattern.compile("\"(grail/[a-z-]+/\\d+)\"");

    @Test
    void everyNameInTheTableIsInItsClass() throws IOException {
        for (var name : table().entrySet()) {
            assertThat(name.getValue()).content().contains('"' + name.getKey() + '"');
        }
    }

    @Test
    void everyNameInTheSourcesIsInTheTable() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                NAME.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
            }
        }
        assertThat(names).isNotEmpty().isEqualTo(table().keySet());
    }

    private static Map<String, Path> table() throws IOException {
        Map<String, Path> names = new TreeMap<>();
        ROW.matcher(Files.readString(DOC))
                .results()
                .forEach(row -> names.put(row.group(1), DOC.resolveSibling(row.group(2))));
        return names;
    }
}
