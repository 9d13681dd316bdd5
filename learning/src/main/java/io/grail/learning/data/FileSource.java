package io.grail.learning.data;

import io.grail.protocol.bytes.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Text files of this machine. Hidden files and folders (a leading dot) and links are left out. */
final class FileSource implements Source {
    private final List<Document> files;
    private final Hash fingerprint;

    private FileSource(List<Document> files, Hash fingerprint) {
        this.files = files;
        this.fingerprint = fingerprint;
    }

    private record TextFile(String name, Path path, long size) implements Document {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    static FileSource file(Path path) throws IOException {
        String name = Objects.toString(path.getFileName());
        Document file = new TextFile(name, path, Files.size(path));
        return new FileSource(
                List.of(file), new Fingerprint().add(path.toAbsolutePath()).hash());
    }

    static FileSource folder(Path root) throws IOException {
        List<Document> files = new ArrayList<>();
        Fingerprint fingerprint = new Fingerprint();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return !folder.equals(root) && isHidden(folder)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !isHidden(file)) {
                    // The same name on every system, so that the order is the same.
                    String name = root.relativize(file).toString().replace('\\', '/');
                    files.add(new TextFile(name, file, attributes.size()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort((a, b) -> a.name().compareTo(b.name()));
        for (Document file : files) {
            fingerprint.add(((TextFile) file).path());
        }
        return new FileSource(List.copyOf(files), fingerprint.hash());
    }

    private static boolean isHidden(Path path) {
        return Objects.toString(path.getFileName()).startsWith(".");
    }

    @Override
    public Documents open(DocumentOrder order, Path scratch, PreparationProgress progress) {
        List<Document> ordered = order.sort(files);
        return new Documents() {
            @Override
            public Iterator<Document> iterator() {
                return ordered.iterator();
            }

            @Override
            public long bytes() {
                return ordered.stream().mapToLong(Document::size).sum();
            }

            @Override
            public Hash fingerprint() {
                return fingerprint;
            }

            @Override
            public void close() {
                // files are opened one by one
            }
        };
    }
}
