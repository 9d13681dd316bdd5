package io.grail.learning.data;

import io.grail.protocol.bytes.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A shard's file, checked and mapped when it is first needed. */
final class Shard {
    private final Path file;
    private final ShardEntry entry;
    private final TokenWidth width;
    private final Arena arena;
    private volatile @Nullable MemorySegment mapped;

    Shard(Path folder, ShardEntry entry, TokenWidth width, Arena arena) {
        this.file = folder.resolve(entry.file());
        this.entry = entry;
        this.width = width;
        this.arena = arena;
    }

    long tokens() {
        return entry.tokens();
    }

    /** Copies tokens [from, from + count) to {@code target}. */
    void copy(long from, int count, int[] target, int at) {
        MemorySegment tokens = tokensSegment();
        for (int i = 0; i < count; i++) {
            target[at + i] = width.read(tokens, (from + i) * width.bytes());
        }
    }

    /** Hashes the file whatever its mark says. */
    void verify() {
        try {
            requireSizeAndHash();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private MemorySegment tokensSegment() {
        MemorySegment tokens = mapped;
        if (tokens == null) {
            synchronized (this) {
                tokens = mapped;
                if (tokens == null) {
                    tokens = open();
                    mapped = tokens;
                }
            }
        }
        return tokens;
    }

    private MemorySegment open() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            requireSize();
            if (!VerifiedMark.holds(file, entry.hash())) {
                requireSizeAndHash();
                VerifiedMark.leave(file, entry.hash());
            }
            MemorySegment whole = channel.map(FileChannel.MapMode.READ_ONLY, 0, entry.fileBytes(width), arena);
            byte[] header = whole.asSlice(0, NumpyHeader.LENGTH).toArray(ValueLayout.JAVA_BYTE);
            if (!Arrays.equals(header, NumpyHeader.of(width, entry.tokens()))) {
                throw damaged("a header of another type or length", "one of " + entry.tokens() + " " + width.numpy());
            }
            return whole.asSlice(NumpyHeader.LENGTH);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void requireSize() throws IOException {
        long size = Files.size(file);
        if (size != entry.fileBytes(width)) {
            throw damaged(size + " bytes", entry.fileBytes(width) + " bytes");
        }
    }

    private void requireSizeAndHash() throws IOException {
        requireSize();
        Hash found = hash(file);
        if (!found.equals(entry.hash())) {
            throw damaged("SHA-256 " + found, entry.sha256());
        }
    }

    static Hash hash(Path file) throws IOException {
        MessageDigest digest = Hash.newSha256();
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Hash.of(digest.digest());
    }

    private DatasetException damaged(String found, String expected) {
        return new DatasetException("token shard " + file + " is damaged: found " + found + ", expected " + expected
                + "; copy the file again from whoever has it, or delete the folder and prepare the dataset again");
    }

    private DatasetException unreadable(IOException e) {
        return new DatasetException(
                "cannot read token shard " + file + ": " + e + "; restore the file or prepare the dataset again", e);
    }
}
