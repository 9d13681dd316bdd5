package io.grail.learning.data;

import io.grail.protocol.bytes.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Writes tokens to shards of equal length, hashing them on the way.
 *
 * <p>A shard is written under another name and gets its own once it is forced to the disk, which happens beside the
 * writing of the next one.
 */
final class ShardWriter implements AutoCloseable {
    private final Path folder;
    private final TokenWidth width;
    private final long shardTokens;
    private final Journal journal;
    private final List<Journal.Line> finished = new ArrayList<>();
    private final List<Future<?>> forcing = new ArrayList<>();
    private final ExecutorService disk =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private @Nullable Open open;

    /** The shard being written. */
    private static final class Open {
        final Path path;
        final FileChannel out;
        final MessageDigest digest = Hash.newSha256();
        long tokens;

        Open(Path path) throws IOException {
            this.path = path;
            this.out = FileChannel.open(
                    path, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        }

        void write(byte[] bytes, int offset, int length) throws IOException {
            digest.update(bytes, offset, length);
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        }
    }

    ShardWriter(Path folder, TokenWidth width, long shardTokens, Journal journal, List<Journal.Line> kept) {
        this.folder = folder;
        this.width = width;
        this.shardTokens = shardTokens;
        this.journal = journal;
        finished.addAll(kept);
    }

    /**
     * Appends a piece's tokens.
     *
     * @param from how many tokens of the piece are already in finished shards
     * @param before what had been taken before the piece
     */
    void append(byte[] tokens, long from, Tally before) throws IOException {
        long count = tokens.length / width.bytes();
        long at = from;
        while (at < count) {
            Open shard = current();
            int part = (int) Math.min(count - at, shardTokens - shard.tokens);
            shard.write(tokens, (int) (at * width.bytes()), part * width.bytes());
            shard.tokens += part;
            at += part;
            if (shard.tokens == shardTokens) {
                finish(shard, Hash.of(shard.digest.digest()), before, at);
            }
        }
    }

    private Open current() throws IOException {
        Open shard = open;
        if (shard == null) {
            shard = new Open(folder.resolve(ShardEntry.fileName(finished.size()) + ".part"));
            shard.write(NumpyHeader.of(width, shardTokens), 0, NumpyHeader.LENGTH);
            open = shard;
        }
        return shard;
    }

    /** Ends the last shard, which may be shorter, and waits until all are on the disk. */
    List<ShardEntry> finish(Tally all) throws IOException, InterruptedException {
        Open last = open;
        if (last != null) {
            last.out.write(ByteBuffer.wrap(NumpyHeader.of(width, last.tokens)), 0);
            // the header holds the length, so the hash can only be had now
            finish(last, Shard.hash(last.path), all, 0);
        }
        for (Future<?> shard : forcing) {
            await(shard);
        }
        return finished.stream().map(Journal.Line::shard).toList();
    }

    private void finish(Open shard, Hash hash, Tally before, long intoPiece) throws IOException {
        String name = ShardEntry.fileName(finished.size());
        Journal.Line line = new Journal.Line(new ShardEntry(name, hash.toString(), shard.tokens), before, intoPiece);
        finished.add(line);
        open = null;
        forcing.add(disk.submit(() -> {
            shard.out.force(true);
            shard.out.close();
            Path path = folder.resolve(name);
            Files.move(shard.path, path, StandardCopyOption.ATOMIC_MOVE);
            journal.add(line);
            VerifiedMark.leave(path, hash);
            return null;
        }));
    }

    private static void await(Future<?> shard) throws IOException, InterruptedException {
        try {
            shard.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        disk.close();
        Open unfinished = open;
        if (unfinished != null) {
            unfinished.out.close();
        }
    }
}
