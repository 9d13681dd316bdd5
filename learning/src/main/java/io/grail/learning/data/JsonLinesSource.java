package io.grail.learning.data;

import com.github.luben.zstd.ZstdInputStream;
import io.grail.protocol.bytes.Hash;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lines that are each a JSON object with a string {@code text}; brought into order by way of {@link Spill} files. */
record JsonLinesSource(List<Path> files) implements Source {
    private static final int MAX_LINE_BYTES = 256 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public Documents open(DocumentOrder order, Path scratch, PreparationProgress progress) throws IOException {
        Fingerprint fingerprint = new Fingerprint();
        long total = 0;
        for (Path file : files) {
            fingerprint.add(file.toAbsolutePath());
            total += Files.size(file);
        }
        Spill spill = Spill.create(scratch, total);
        try {
            long before = 0;
            for (Path file : files) {
                scatter(file, order, spill, before, total, progress);
                before += Files.size(file);
            }
            spill.seal();
        } catch (IOException | RuntimeException e) {
            spill.close();
            throw e;
        }
        Hash hash = fingerprint.hash();
        return new Documents() {
            @Override
            public Iterator<Document> iterator() {
                return spill.iterator();
            }

            @Override
            public long bytes() {
                return spill.bytes();
            }

            @Override
            public Hash fingerprint() {
                return hash;
            }

            @Override
            public void close() throws IOException {
                spill.close();
            }
        };
    }

    private static void scatter(
            Path file, DocumentOrder order, Spill spill, long before, long total, PreparationProgress progress)
            throws IOException {
        try (Counting raw = new Counting(Files.newInputStream(file));
                InputStream in = decompressed(file, raw)) {
            LineReader lines = new LineReader(in, MAX_LINE_BYTES);
            long number = 0;
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                number++;
                if (!isBlank(line.get())) {
                    String name = file.getFileName() + "#" + number;
                    spill.add(order.place(name), text(file, number, line.get()));
                }
                progress.update(PreparationProgress.Stage.ORDERING, before + raw.count, total);
            }
        }
    }

    private static InputStream decompressed(Path file, InputStream raw) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(raw, 1 << 16);
        }
        return name.endsWith(".zst") ? new ZstdInputStream(raw) : raw;
    }

    private static byte[] text(Path file, long number, byte[] line) {
        try {
            JsonNode text = JSON.readTree(line).path("text");
            if (text.isString()) {
                return text.asString().getBytes(StandardCharsets.UTF_8);
            }
        } catch (JacksonException e) {
            throw new DatasetException(
                    file + ", line " + number + ", is not JSON: " + e.getOriginalMessage() + "; correct the line", e);
        }
        throw new DatasetException(
                file + ", line " + number + ", has no string named \"text\"; each line must be an object with one");
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Counts what is read of a file, whatever it is decompressed to. */
    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
