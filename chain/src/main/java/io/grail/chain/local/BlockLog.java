package io.grail.chain.local;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code blocks.log}: a header that names the genesis, then one record per block, only ever appended to.
 *
 * <p>A crash can tear the last record; {@link #replay} cuts it off. Damage anywhere else is refused. One process at a
 * time: the file stays locked.
 */
final class BlockLog implements AutoCloseable {
    static final String FILE = "blocks.log";
    private static final int LENGTH_BYTES = 4;

    private final Path file;
    private final FileChannel channel;
    private long end;

    private BlockLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens or creates the log in {@code directory}. */
    static BlockLog open(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new LedgerDirectoryException(
                        file + " is in use by another process: stop that chain, or choose another directory");
            }
            return new BlockLog(file, channel);
        } catch (IOException e) {
            throw new LedgerDirectoryException("cannot open " + file + ": " + e, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * The ledger after the last complete block; writes the header of a new log.
     *
     * @param genesisMillis timestamp of block 0 if the log is new
     * @param each told of every step, oldest first
     */
    Ledger replay(LedgerConfig config, long genesisMillis, Consumer<Step> each) {
        try {
            Ledger genesis = Ledger.genesis(config, header(config, genesisMillis));
            each.accept(new Step(genesis, List.of(), List.of()));
            Ledger ledger = genesis;
            for (Step step = next(ledger); step != null; step = next(ledger)) {
                ledger = step.next();
                each.accept(step);
            }
            channel.truncate(end);
            return ledger;
        } catch (IOException e) {
            throw new LedgerDirectoryException("cannot read " + file + ": " + e, e);
        }
    }

    /** Reads the header, or writes it if there is none whole; returns the genesis timestamp. */
    private long header(LedgerConfig config, long genesisMillis) throws IOException {
        byte[] fresh = headerBytes(config, genesisMillis);
        byte[] found = read(0, (int) Math.min(fresh.length, channel.size()));
        if (found.length < fresh.length) {
            // Its own crash at creation leaves a prefix, anything else here is not ours to overwrite.
            requirePrefix(found, fresh);
            channel.truncate(0);
            write(fresh, 0);
            channel.force(true);
            end = fresh.length;
            return genesisMillis;
        }
        int body = fresh.length - Long.BYTES - Hash.LENGTH;
        CanonicalReader in = new CanonicalReader(Arrays.copyOfRange(found, body, found.length));
        long timestamp = in.u64();
        if (!Arrays.equals(found, headerBytes(config, timestamp))) {
            throw new LedgerDirectoryException(
                    file + " belongs to a chain of another genesis (other seed or constants):"
                            + " choose another directory, or the settings that it was made with");
        }
        end = fresh.length;
        return timestamp;
    }

    private void requirePrefix(byte[] found, byte[] fresh) {
        int timeless = fresh.length - Long.BYTES - Hash.LENGTH;
        int compared = Math.min(found.length, timeless);
        if (!Arrays.equals(found, 0, compared, fresh, 0, compared)) {
            throw new LedgerDirectoryException(
                    file + " is not the log of this chain: choose another directory, or remove the file");
        }
    }

    private static byte[] headerBytes(LedgerConfig config, long genesisMillis) {
        byte[] body = new CanonicalWriter()
                .text("grail/ledger-log/1")
                .variable(config.bytes())
                .u64(genesisMillis)
                .toByteArray();
        return new CanonicalWriter().fixed(body).hash(Hash.sha256(body)).toByteArray();
    }

    /** The step of the record at {@link #end}; null where the complete records end. */
    private @Nullable Step next(Ledger before) throws IOException {
        long left = channel.size() - end;
        if (left < LENGTH_BYTES) {
            return null;
        }
        int length = new CanonicalReader(read(end, LENGTH_BYTES)).u32();
        if (length < 0 || length > BlockRecord.MAX_BYTES) {
            throw damaged(before, "a length of " + Integer.toUnsignedString(length));
        }
        if (left - LENGTH_BYTES < length) {
            return null;
        }
        try {
            Step step = BlockRecord.parse(read(end + LENGTH_BYTES, length)).onto(before);
            end += LENGTH_BYTES + length;
            return step;
        } catch (MalformedException e) {
            if (left - LENGTH_BYTES == length) {
                // The file system may extend a file before its bytes arrive.
                return null;
            }
            throw damaged(before, e.found());
        }
    }

    private LedgerDirectoryException damaged(Ledger before, String found) {
        return new LedgerDirectoryException(file + " is damaged at byte " + end + " (block "
                + (before.head().number() + 1) + "): found " + found
                + "; restore the file from a copy, or begin a new chain in another directory");
    }

    /**
     * Appends a block; on failure the log is as it was.
     *
     * @param durable whether the bytes must survive the machine, not only the process
     */
    void append(BlockRecord block, boolean durable) throws IOException {
        byte[] body = block.bytes();
        try {
            write(new CanonicalWriter().variable(body).toByteArray(), end);
            if (durable) {
                channel.force(false);
            }
        } catch (IOException e) {
            channel.truncate(end);
            throw e;
        }
        end += LENGTH_BYTES + body.length;
    }

    Path file() {
        return file;
    }

    private byte[] read(long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
            // one read may return less than asked for
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private void write(byte[] bytes, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, position + buffer.position());
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LedgerDirectoryException("cannot close " + file + ": " + e, e);
        }
    }
}
