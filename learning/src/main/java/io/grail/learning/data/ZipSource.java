package io.grail.learning.data;

import io.grail.protocol.bytes.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Text files in a zip archive. An entry's name and size are only words: nothing is unpacked or trusted by them. */
record ZipSource(Path archive) implements Source {
    private record TextEntry(ZipFile zip, ZipEntry entry) implements Document {
        @Override
        public String name() {
            return entry.getName();
        }

        @Override
        public long size() {
            return entry.getSize();
        }

        @Override
        public InputStream open() throws IOException {
            InputStream in = zip.getInputStream(entry);
            if (in == null) {
                throw new IOException("entry " + entry.getName() + " is gone");
            }
            return in;
        }
    }

    @Override
    public Documents open(DocumentOrder order, Path scratch, PreparationProgress progress) throws IOException {
        Hash fingerprint = new Fingerprint().add(archive.toAbsolutePath()).hash();
        ZipFile zip = new ZipFile(archive.toFile());
        List<Document> entries = new ArrayList<>();
        zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> entries.add(new TextEntry(zip, entry)));
        List<Document> ordered = order.sort(entries);
        return new Documents() {
            @Override
            public Iterator<Document> iterator() {
                return ordered.iterator();
            }

            @Override
            public long bytes() {
                return ordered.stream()
                        .mapToLong(entry -> Math.max(0, entry.size()))
                        .sum();
            }

            @Override
            public Hash fingerprint() {
                return fingerprint;
            }

            @Override
            public void close() throws IOException {
                zip.close();
            }
        };
    }
}
