package io.grail.chain.wallet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Names in a folder, in order; none if there is no such folder. */
final class Folders {
    private Folders() {}

    static List<String> files(Path folder) {
        return names(folder, Files::isRegularFile);
    }

    static List<String> folders(Path folder) {
        return names(folder, Files::isDirectory);
    }

    private static List<String> names(Path folder, Predicate<Path> wanted) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(wanted)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new WalletException("cannot list " + folder + ": " + e, e);
        }
    }
}
