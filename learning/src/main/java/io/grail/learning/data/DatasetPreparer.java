package io.grail.learning.data;

import io.grail.protocol.bytes.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Turns a corpus into token shards and a manifest.
 *
 * <p>Deterministic: the same corpus, tokeniser, seed and shape give the same bytes, whatever the number of threads and
 * however often the work was cut short. Memory is bounded by the threads, not by the corpus. The manifest appears last and
 * whole, so a folder without one holds no dataset, and preparing again goes on from the last complete shard.
 */
public final class DatasetPreparer {
    private static final String LOCK = "preparing.lock";

    private final Preparation preparation;
    private final PreparationProgress progress;

    public DatasetPreparer(Preparation preparation, PreparationProgress progress) {
        this.preparation = preparation;
        this.progress = progress;
    }

    /**
     * Prepares the dataset in {@code folder}.
     *
     * @throws DatasetException if the folder holds a dataset already or is being prepared by another process, if the
     *     corpus is too small (with the numbers), or if reading or writing fails; what is complete stays
     */
    public PreparedDataset prepareIn(Path folder) {
        try {
            Files.createDirectories(folder);
            try (FileChannel lockFile = FileChannel.open(
                            folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lockFile.tryLock()) {
                if (lock == null) {
                    throw occupied(folder);
                }
                return prepareLocked(folder);
            }
        } catch (OverlappingFileLockException e) {
            throw occupied(folder); // by another thread of this process
        } catch (IOException | UncheckedIOException e) {
            throw new DatasetException("cannot prepare a dataset in " + folder + ": " + e.getMessage() + advice(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatasetException("the preparation in " + folder + " was interrupted; start it again to go on", e);
        }
    }

    private PreparedDataset prepareLocked(Path folder) throws IOException, InterruptedException {
        if (Dataset.exists(folder)) {
            throw new DatasetException(folder + " holds a dataset already; choose another folder or delete it");
        }
        Journal journal = Journal.in(folder);
        DocumentOrder order = new DocumentOrder(preparation.seed());
        try (Documents documents = preparation.corpus().source().open(order, folder, progress)) {
            Hash fingerprint = fingerprint(documents);
            List<Journal.Line> kept = journal.recover(fingerprint);
            deleteAllBut(kept, folder);
            journal.begin(fingerprint, kept);
            TokenWidth width = TokenWidth.of(preparation.tokenizer().vocabSize());
            try (ShardWriter shards =
                    new ShardWriter(folder, width, preparation.shape().shardTokens(), journal, kept)) {
                Tally tally = new Tokenizing(preparation, width, shards, progress).run(documents, kept);
                refuseIfTooSmall(tally);
                DatasetManifest manifest = manifest(tally, shards.finish(tally));
                write(manifest, folder);
                journal.delete();
                Files.deleteIfExists(folder.resolve(LOCK)); // whoever comes next finds the manifest
                return new PreparedDataset(manifest, tally.skipped(), kept.size());
            }
        }
    }

    /** Changes whenever the shards would. */
    private Hash fingerprint(Documents documents) {
        return new Fingerprint()
                .add("grail/data/preparation/1")
                .add(documents.fingerprint().toString())
                .add(preparation.tokenizer().hash().toString())
                .add(preparation.seed())
                .add(preparation.shape().shardTokens())
                .hash();
    }

    private static void deleteAllBut(List<Journal.Line> kept, Path folder) throws IOException {
        List<String> names = kept.stream().map(line -> line.shard().file()).toList();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.matches("tokens-[0-9]+\\.npy(\\..*)?")
                        && names.stream().noneMatch(keep -> name.equals(keep) || name.equals(keep + ".verified"))) {
                    Files.delete(file);
                }
            }
        }
    }

    private void refuseIfTooSmall(Tally tally) {
        int length = preparation.shape().sequenceLength();
        long samples = Math.max(0, tally.tokens() - 1) / length;
        long needed = preparation.shape().requiredSamples();
        if (samples < needed) {
            throw new DatasetException(String.format(
                    Locale.ROOT,
                    "corpus %s is too small: %,d text documents (%,d others skipped), %,d bytes of text, %,d tokens = %,d"
                            + " samples of %d tokens; needed are %,d samples, about %,d tokens; give more text or choose"
                            + " shorter sequences, fewer validation samples, miners or steps",
                    preparation.corpus().description(),
                    tally.documents(),
                    tally.skipped(),
                    tally.textBytes(),
                    tally.tokens(),
                    samples,
                    length,
                    needed,
                    Math.multiplyExact(needed, (long) length) + 1));
        }
    }

    private DatasetManifest manifest(Tally tally, List<ShardEntry> shards) {
        var tokenizer = preparation.tokenizer();
        int length = preparation.shape().sequenceLength();
        return new DatasetManifest(
                tally.documents(),
                preparation.corpus().licence(),
                (tally.tokens() - 1) / length,
                preparation.seed(),
                length,
                shards,
                preparation.corpus().description(),
                tally.textBytes(),
                new DatasetManifest.TokenizerEntry(
                        tokenizer.eos(), tokenizer.hash().toString(), tokenizer.kind(), tokenizer.vocabSize()),
                tally.tokens(),
                1);
    }

    private static void write(DatasetManifest manifest, Path folder) throws IOException {
        Path temporary = folder.resolve(DatasetManifest.FILE + ".part");
        Files.write(temporary, manifest.canonicalBytes());
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(temporary, folder.resolve(DatasetManifest.FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    private static DatasetException occupied(Path folder) {
        return new DatasetException(
                "another process is preparing a dataset in " + folder + "; wait for it or choose another folder");
    }

    private static String advice(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("No space left") ? "; free some space and start it again, it goes on from there" : "";
    }
}
