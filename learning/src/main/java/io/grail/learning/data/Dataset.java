package io.grail.learning.data;

import io.grail.learning.tokenize.Tokenizer;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.run.DataConfig;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A prepared dataset, open for reading; safe for use by several threads.
 *
 * <p>Sample i is tokens [i·L, (i + 1)·L] of all shards in a row: L + 1 tokens, the last of which begins the next sample.
 * Shards are mapped, not loaded, and each is checked against its SHA-256 before its first token is used.
 */
public final class Dataset implements AutoCloseable {
    private final DatasetManifest manifest;
    private final DataConfig config;
    private final Tokenizer tokenizer;
    private final Arena arena = Arena.ofShared();
    private final List<Shard> shards;

    private Dataset(Path folder, DatasetManifest manifest, DataConfig config, Tokenizer tokenizer) {
        this.manifest = manifest;
        this.config = config;
        this.tokenizer = tokenizer;
        this.shards = manifest.shards().stream()
                .map(entry -> new Shard(folder, entry, manifest.width(), arena))
                .toList();
    }

    /** Whether the folder holds a completely prepared dataset. */
    public static boolean exists(Path folder) {
        return Files.isRegularFile(folder.resolve(DatasetManifest.FILE));
    }

    /**
     * Opens a folder for a run; reads the manifest, and no shard yet.
     *
     * @throws DatasetException if it is not the dataset that the run names, was made by another tokeniser or for
     *     another sequence length, or leaves no sample to train on; the message has both values
     */
    public static Dataset open(Path folder, DataConfig config, Tokenizer tokenizer) {
        DatasetManifest manifest = DatasetManifest.read(folder);
        String hash = manifest.hash().toString();
        String name = "dataset " + folder;
        require(
                config.manifest().isEmpty() || config.manifest().equals(hash),
                name + " is another one",
                hash,
                config.manifest());
        require(
                manifest.sequenceLength() == config.sequenceLength(),
                name + " has another sequence length",
                manifest.sequenceLength(),
                config.sequenceLength());
        require(
                manifest.tokenizer().hash().equals(tokenizer.hash().toString()),
                name + " was made with another tokeniser",
                manifest.tokenizer().hash(),
                tokenizer.hash());
        require(
                manifest.samples() > config.validationSamples(),
                name + " is too small",
                manifest.samples() + " samples",
                "more than the " + config.validationSamples() + " for validation");
        return new Dataset(folder, manifest, config, tokenizer);
    }

    private static void require(boolean holds, String what, Object found, Object needed) {
        if (!holds) {
            throw new DatasetException(what + ": found " + found + ", the run needs " + needed
                    + "; choose the run's dataset or prepare one for it");
        }
    }

    public DatasetManifest manifest() {
        return manifest;
    }

    public Hash hash() {
        return manifest.hash();
    }

    /** All samples, those for validation among them. */
    public long samples() {
        return manifest.samples();
    }

    /** Samples [0, trainSamples) are for training; assignments touch no other. */
    public long trainSamples() {
        return manifest.samples() - config.validationSamples();
    }

    /** Samples that are not for training. */
    public int validationSamples() {
        return config.validationSamples();
    }

    /** The validation samples by which choices are made. */
    public SampleRange choosing() {
        return new SampleRange(trainSamples(), trainSamples() + config.validationSamples() / 2);
    }

    /** The validation samples by which results are reported; nothing is ever chosen by them. */
    public SampleRange reporting() {
        return new SampleRange(choosing().to(), samples());
    }

    /**
     * The L + 1 tokens of a sample.
     *
     * @throws DatasetException if a shard it lies in is missing or damaged
     */
    public int[] sample(long index) {
        Objects.checkIndex(index, samples());
        int length = manifest.sequenceLength();
        int[] sample = new int[length + 1];
        long before = 0; // tokens of the shards already passed
        long from = index * length;
        int filled = 0;
        for (Shard shard : shards) {
            if (filled == sample.length) {
                break;
            }
            if (from + filled < before + shard.tokens()) {
                long offset = from + filled - before;
                int count = (int) Math.min(sample.length - filled, shard.tokens() - offset);
                shard.copy(offset, count, sample, filled);
                filled += count;
            }
            before += shard.tokens();
        }
        return sample;
    }

    /** UTF-8 bytes behind the L targets of a sample: nats per token · L / this / ln 2 are its bits per byte. */
    public long textBytes(long index) {
        int[] sample = sample(index);
        return tokenizer.utf8Bytes(Arrays.copyOfRange(sample, 1, sample.length));
    }

    /**
     * Hashes every shard, whatever was found before.
     *
     * @throws DatasetException naming the first that is damaged
     */
    public void verify() {
        shards.forEach(Shard::verify);
    }

    /** Unmaps the shards; nothing may be read any more. */
    @Override
    public void close() {
        arena.close();
    }
}
