package io.grail.learning.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Where text comes from: a text file, a folder of them, a zip of them, or JSON lines. */
public final class Corpus {
    private static final Set<String> JSON_LINES = Set.of(".jsonl", ".jsonl.gz", ".jsonl.zst");

    private final String description;
    private final String licence;
    private final Source source;

    private Corpus(String description, String licence, Source source) {
        this.description = description;
        this.licence = licence;
        this.source = source;
    }

    /**
     * The corpus at a path; its kind follows from the name: {@code .zip} and {@code .jar} are archives of text files,
     * {@code .jsonl}, {@code .jsonl.gz} and {@code .jsonl.zst} hold one JSON object with a string {@code text} a line,
     * a folder with JSON lines directly in it is those files, any other folder is its text files at any depth, and any
     * other file is one text.
     *
     * @throws DatasetException if there is nothing at the path, or nothing readable
     */
    public static Corpus at(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        String description = name == null ? path.toString() : name.toString();
        try {
            if (Files.isDirectory(path)) {
                List<Path> jsonLines = jsonLinesIn(path);
                return new Corpus(
                        description,
                        "",
                        jsonLines.isEmpty() ? FileSource.folder(path) : new JsonLinesSource(jsonLines));
            }
            if (!Files.isReadable(path)) {
                throw new DatasetException("there is no readable file or folder " + path + "; check the path");
            }
            return new Corpus(description, "", ofFile(path, description.toLowerCase(Locale.ROOT)));
        } catch (IOException e) {
            throw new DatasetException("cannot read the corpus " + path + ": " + e.getMessage(), e);
        }
    }

    private static Source ofFile(Path path, String name) throws IOException {
        if (name.endsWith(".zip") || name.endsWith(".jar")) {
            return new ZipSource(path);
        }
        return isJsonLines(name) ? new JsonLinesSource(List.of(path)) : FileSource.file(path);
    }

    private static List<Path> jsonLinesIn(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> isJsonLines(entry.toString().toLowerCase(Locale.ROOT)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isJsonLines(String name) {
        return JSON_LINES.stream().anyMatch(name::endsWith);
    }

    /** The same corpus with a note on its licence for the dataset's manifest. */
    public Corpus withLicence(String note) {
        return new Corpus(description, note, source);
    }

    /** Its file or folder name: the same on every machine, unlike its path. */
    public String description() {
        return description;
    }

    /** A note on its licence; empty if none was given. */
    public String licence() {
        return licence;
    }

    Source source() {
        return source;
    }
}
