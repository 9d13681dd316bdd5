package io.grail.learning.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The default corpus: the Java sources that come with every full JDK. */
public final class JdkSources {
    /** What its files say of themselves. */
    public static final String LICENCE = "JDK sources: GNU General Public License, version 2, with the Classpath"
            + " exception; see each file's notice";

    private static final List<Path> USUAL_PLACES =
            List.of(Path.of("/usr/lib/jvm"), Path.of("/opt/java"), Path.of("/Library/Java/JavaVirtualMachines"));

    private JdkSources() {}

    /** The corpus of the JDK at {@code javaHome} or, if it came without sources, of another beside it. */
    public static Optional<Corpus> near(Path javaHome) {
        Stream<Path> own = Stream.of(javaHome.resolve("lib/src.zip"), javaHome.resolve("src.zip"));
        Path beside = javaHome.toAbsolutePath().normalize().getParent();
        Stream<Path> others = Stream.concat(Stream.ofNullable(beside), USUAL_PLACES.stream())
                .flatMap(JdkSources::children)
                .flatMap(home -> Stream.of(home.resolve("lib/src.zip"), home.resolve("Contents/Home/lib/src.zip")));
        return Stream.concat(own, others)
                .filter(path -> Files.isRegularFile(path) && Files.isReadable(path))
                .findFirst()
                .map(path -> Corpus.at(path).withLicence(LICENCE));
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty(); // not a place of this system
        }
    }
}
