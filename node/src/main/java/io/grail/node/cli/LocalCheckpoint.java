package io.grail.node.cli;

import io.grail.chain.Chain;
import io.grail.node.home.ArtifactKeys;
import io.grail.node.home.RunFolder;
import io.grail.node.lab.RunPreparation;
import io.grail.node.sync.CheckpointDescription;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The newest complete checkpoint of a run: a Hugging Face folder on this disk. */
record LocalCheckpoint(Window window, Path folder) {
    /** Whether {@code folder} is a run's: a checkpoint bears the run's rules too, and is none. */
    static boolean isRun(Path folder) {
        return new RunPreparation(new RunFolder(folder)).exists()
                && !Files.exists(folder.resolve(CheckpointDescription.FILE));
    }

    /**
     * Looks through all buckets in the run's folder; where they are elsewhere, asks the validators' and keeps what it gets.
     *
     * @throws UsageException if there is none yet
     */
    static LocalCheckpoint newest(RunFolder run, RunConfig config) {
        if (Files.isDirectory(buckets(run))) {
            return lying(run, config);
        }
        if (!Files.exists(run.chain())) {
            throw new UsageException("neither the buckets nor the chain of the run are in " + run.root()
                    + ": fetch a checkpoint by ./grail model verify LOCATION --to DIR, and name DIR");
        }
        try (Chain chain = new RecordedChain().open(run, config)) {
            return FetchedCheckpoint.newest(run, config, chain, BucketOptions.reachOfEnvironment());
        }
    }

    private static Path buckets(RunFolder run) {
        return run.bucket(".").normalize();
    }

    private static LocalCheckpoint lying(RunFolder run, RunConfig config) {
        ArtifactKeys keys = new ArtifactKeys(RunId.of(config));
        try (Stream<Path> buckets = Files.list(buckets(run))) {
            List<LocalCheckpoint> found = buckets.sorted()
                    .flatMap(bucket -> in(bucket, keys).stream())
                    .toList();
            return found.stream()
                    .max(Comparator.comparing(LocalCheckpoint::window))
                    .orElseThrow(() -> new UsageException("there is no checkpoint in " + run.root()
                            + " yet: the run writes one every "
                            + config.window().checkpointEvery()
                            + " windows and at its end"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for checkpoints in " + run.root(), e);
        }
    }

    private static Optional<LocalCheckpoint> in(Path bucket, ArtifactKeys keys) {
        Path pointer = bucket.resolve(keys.checkpointPointer());
        if (!Files.isRegularFile(pointer)) {
            return Optional.empty();
        }
        try {
            Window window = new Window(Long.parseLong(Files.readString(pointer).strip()));
            return Optional.of(new LocalCheckpoint(window, bucket.resolve(keys.checkpoint(window))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + pointer, e);
        }
    }
}
