package io.grail.storage;

import io.grail.protocol.bytes.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file that is filled in parts, with a journal of those that are there: a line each, index and CRC-32C.
 *
 * <p>Nothing is forced to the disk on the way. After a crash a part counts if its bytes are what the journal says.
 */
final class PartFile {
    static final String JOURNAL = ".journal";
    private static final String PARTIAL = ".partial";

    private final FileChannel file;
    private final Path journal;
    private final long size;
    private final int partBytes;
    private final BitSet there = new BitSet();

    private PartFile(FileChannel file, Path journal, long size, int partBytes) {
        this.file = file;
        this.journal = journal;
        this.size = size;
        this.partBytes = partBytes;
    }

    /** The name of the file beside {@code target} in which parts of this version gather; no object key. */
    static String name(Path target, String place, StoredObject object) {
        String version = place + "\n" + object.key() + "\n" + object.size() + "\n" + object.etag();
        Hash hash = Hash.sha256(version.getBytes(StandardCharsets.UTF_8));
        return beginning(target) + hash.toString().substring(0, 16) + PARTIAL;
    }

    /** Whether a file of this name holds parts for {@code target}, or is their journal. */
    static boolean isOf(Path target, String name) {
        String beginning = beginning(target);
        return name.startsWith(beginning)
                && name.substring(beginning.length()).matches("[0-9a-f]{16}\\.partial(\\.journal)?");
    }

    private static String beginning(Path target) {
        String name = target.getFileName().toString();
        return "~" + (name.length() > 200 ? name.substring(0, 200) : name) + ".";
    }

    /** Opens it with the parts that are whole. */
    static PartFile open(FileChannel file, Path journal, long size, int partBytes) throws IOException {
        PartFile parts = new PartFile(file, journal, size, partBytes);
        if (Files.exists(journal)) {
            parts.recall();
        }
        return parts;
    }

    private void recall() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(partBytes);
        for (String line : Files.readAllLines(journal, StandardCharsets.US_ASCII)) {
            if (!line.matches("[0-9]{1,9} [0-9a-f]{1,8}")) {
                continue; // a line that a crash cut short
            }
            int index = Integer.parseInt(line.substring(0, line.indexOf(' ')));
            if (index < count() && crc(read(index, buffer)).equals(line.substring(line.indexOf(' ') + 1))) {
                there.set(index);
            }
        }
    }

    private ByteBuffer read(int index, ByteBuffer buffer) throws IOException {
        buffer.clear().limit(length(index));
        while (buffer.hasRemaining() && file.read(buffer, offset(index) + buffer.position()) >= 0) {
            // goes on until the part or the file ends
        }
        return buffer.flip();
    }

    int count() {
        return Math.toIntExact(Math.ceilDiv(size, (long) partBytes));
    }

    long offset(int index) {
        return (long) index * partBytes;
    }

    int length(int index) {
        return (int) Math.min(partBytes, size - offset(index));
    }

    List<Integer> missing() {
        return Parallel.numbers(count()).stream()
                .filter(index -> !there.get(index))
                .toList();
    }

    /** Writes a part, then notes it. */
    synchronized void write(int index, ByteBuffer bytes) {
        try {
            String line = index + " " + crc(bytes.duplicate()) + "\n";
            while (bytes.hasRemaining()) {
                file.write(bytes, offset(index) + bytes.position());
            }
            Files.writeString(
                    journal, line, StandardCharsets.US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            there.set(index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Long.toHexString(crc.getValue());
    }
}
