package io.grail.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be read off the sources of all modules, bench included. */
class SourceRulesTest {
    private static final int MAX_LINES = 400;

    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "public (?:(?:final|abstract|sealed|non-sealed) )*(?:class|record|interface|enum|@interface) .*");

    private static final Pattern OPEN_END =
            Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|XX" + "X)\\b|@Dis" + "abled\\b");

    private static final Pattern SLEEP = Pattern.compile("\\bThread\\s*\\.\\s*sl" + "eep\\s*\\(");

    private record Source(Path path, List<String> lines) {
        boolean isTest() {
            return path.toString().contains("/src/test/");
        }
    }

    private static final List<Source> SOURCES =
            readAll(Path.of("..").toAbsolutePath().normalize());

    @Test
    void everyModuleIsRead() {
        assertThat(SOURCES)
                .extracting(source -> source.path().getName(0).toString())
                .contains("protocol", "chain", "storage", "learning", "node", "bench");
    }

    @Test
    void noFileIsLongerThanFourHundredLines() {
        assertThat(SOURCES.stream().filter(source -> source.lines().size() > MAX_LINES))
                .extracting(source -> source.path() + ": " + source.lines().size() + " lines")
                .isEmpty();
    }

    @Test
    void noTestSleeps() {
        assertThat(linesThat(line -> SLEEP.matcher(line).find(), Source::isTest))
                .isEmpty();
    }

    @Test
    void nothingIsLeftOpenOrSwitchedOff() {
        assertThat(linesThat(line -> OPEN_END.matcher(line).find(), source -> true))
                .isEmpty();
    }

    @Test
    void everyPublicTypeSaysWhatItIs() {
        List<String> silent = new ArrayList<>();
        for (Source source : SOURCES) {
            for (int i = 0; i < source.lines().size(); i++) {
                if (PUBLIC_TYPE.matcher(source.lines().get(i)).matches() && !isDocumented(source.lines(), i)) {
                    silent.add(source.path() + ":" + (i + 1));
                }
            }
        }
        assertThat(silent).isEmpty();
    }

    /** Whether Javadoc ends right above line {@code i}, annotations between them aside. */
    private static boolean isDocumented(List<String> lines, int i) {
        int above = i - 1;
        while (above >= 0 && !lines.get(above).isBlank() && !lines.get(above).endsWith("*/")) {
            above--;
        }
        return above >= 0 && lines.get(above).endsWith("*/");
    }

    private static List<String> linesThat(Predicate<String> match, Predicate<Source> where) {
        List<String> found = new ArrayList<>();
        for (Source source : SOURCES) {
            for (int i = 0; where.test(source) && i < source.lines().size(); i++) {
                if (match.test(source.lines().get(i))) {
                    found.add(source.path() + ":" + (i + 1) + ": "
                            + source.lines().get(i).strip());
                }
            }
        }
        return found;
    }

    private static List<Source> readAll(Path root) {
        List<Source> sources = new ArrayList<>();
        try (var modules = Files.newDirectoryStream(root, module -> Files.isDirectory(module.resolve("src")))) {
            for (Path module : modules) {
                try (var files = Files.walk(module.resolve("src"))) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                            .toList()) {
                        sources.add(new Source(root.relativize(file), Files.readAllLines(file)));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }
}
