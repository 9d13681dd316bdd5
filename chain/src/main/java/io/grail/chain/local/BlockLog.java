package io.grail.chain.local;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    /** Not a channel: an interrupt of the thread that writes would close that for everybody. */
    private final RandomAccessFile bytes;

    private long end;

    private BlockLog(Path file, RandomAccessFile bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Opens or creates the log in {@code directory}. */
    static BlockLog open(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            Files.createDirectories(directory);
            RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw");
            if (!locked(bytes)) {
                bytes.close();
                throw new LedgerDirectoryException(
                        file + " is in use by another process: stop that chain, or choose another directory");
            }
            return new BlockLog(file, bytes);
        } catch (IOException e) {
            throw new LedgerDirectoryException("cannot open " + file + ": " + e, e);
        }
    }

    private static boolean locked(RandomAccessFile bytes) throws IOException {
        try {
            @Nullable FileLock lock = bytes.getChannel().tryLock();
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
            bytes.setLength(end);
            return ledger;
        } catch (IOException e) {
            throw new LedgerDirectoryException("cannot read or write " + file + ": " + e, e);
        }
    }

    /** Reads the header, or writes it if there is none whole; returns the genesis timestamp. */
    private long header(LedgerConfig config, long genesisMillis) throws IOException {
        byte[] fresh = headerBytes(config, genesisMillis);
        byte[] found = read(0, (int) Math.min(fresh.length, bytes.length()));
        if (found.length < fresh.length) {
            // Its own crash at creation leaves a prefix, anything else here is not ours to overwrite.
            requirePrefix(found, fresh);
            bytes.setLength(0);
            write(fresh, 0);
            bytes.getFD().sync();
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
                .text("grail/ledger-log/2")
                .variable(config.bytes())
                .u64(genesisMillis)
                .toByteArray();
        return new CanonicalWriter().fixed(body).hash(Hash.sha256(body)).toByteArray();
    }

    /** The step of the record at {@link #end}; null where the complete records end. */
    private @Nullable Step next(Ledger before) throws IOException {
        long left = bytes.length() - end;
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
        if (bytes.length() > end) {
            bytes.setLength(end); // what a failed write left, and could not take back then
        }
        try {
            write(new CanonicalWriter().variable(body).toByteArray(), end);
            if (durable) {
                bytes.getFD().sync();
            }
        } catch (IOException e) {
            bytes.setLength(end);
            throw e;
        }
        end += LENGTH_BYTES + body.length;
    }

    Path file() {
        return file;
    }

    private byte[] read(long position, int length) throws IOException {
        byte[] found = new byte[length];
        bytes.seek(position);
        bytes.readFully(found);
        return found;
    }

    private void write(byte[] content, long position) throws IOException {
        bytes.seek(position);
        bytes.write(content);
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new LedgerDirectoryException("cannot close " + file + ": " + e, e);
        }
    }
}
