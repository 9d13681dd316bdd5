package io.grail.learning.data;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Brings any number of documents into order in bounded memory: they are scattered over files by the leading bits of
 * their place, and each file is then walked in order by an index of its own.
 *
 * <p>Memory: an index of one file's documents at a time. Disk: the corpus's text, once. How many files there are does
 * not change the order.
 */
final class Spill implements AutoCloseable {
    private static final long BYTES_PER_FILE = 32L << 20;
    private static final int MAX_FILES = 256;
    private static final int RECORD_HEADER = Long.BYTES + Long.BYTES + Integer.BYTES;

    /** Where a document lies in its file. */
    private record Entry(long place, long ordinal, Path file, long offset, int length) implements Document {
        @Override
        public String name() {
            return "document " + ordinal;
        }

        @Override
        public long size() {
            return length;
        }

        @Override
        public InputStream open() throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                in.skipNBytes(offset); // seeks
                return new ByteArrayInputStream(in.readNBytes(length));
            }
        }
    }

    private final List<Path> files;
    private final List<DataOutputStream> outs = new ArrayList<>();
    private long count;
    private long bytes;

    private Spill(List<Path> files) throws IOException {
        this.files = files;
        for (Path file : files) {
            outs.add(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)));
        }
    }

    static Spill create(Path scratch, long expectedBytes) throws IOException {
        int count = Math.clamp(expectedBytes / BYTES_PER_FILE + 1, 1, MAX_FILES);
        return new Spill(IntStream.range(0, count)
                .mapToObj(i -> scratch.resolve("ordering-" + i + ".tmp"))
                .toList());
    }

    void add(long place, byte[] text) throws IOException {
        // place as a fraction of 2^64: files hold ascending ranges of places
        DataOutputStream out = outs.get((int) Math.unsignedMultiplyHigh(place, files.size()));
        out.writeLong(place);
        out.writeLong(count);
        out.writeInt(text.length);
        out.write(text);
        count++;
        bytes += text.length;
    }

    /** Ends the writing. */
    void seal() throws IOException {
        for (DataOutputStream out : outs) {
            out.close();
        }
    }

    /** Bytes of text. */
    long bytes() {
        return bytes;
    }

    /** All documents in order; to be called after {@link #seal}. */
    Iterator<Document> iterator() {
        return files.stream().flatMap(Spill::ordered).iterator();
    }

    private static Stream<Document> ordered(Path file) {
        List<Entry> entries = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            long end = Files.size(file);
            for (long offset = 0; offset < end; ) {
                Entry entry = new Entry(in.readLong(), in.readLong(), file, offset + RECORD_HEADER, in.readInt());
                entries.add(entry);
                in.skipNBytes(entry.length);
                offset = entry.offset + entry.length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Comparator<Entry> byPlace = (a, b) -> Long.compareUnsigned(a.place, b.place);
        entries.sort(byPlace.thenComparingLong(Entry::ordinal));
        return entries.stream().map(entry -> entry);
    }

    @Override
    public void close() throws IOException {
        seal();
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
