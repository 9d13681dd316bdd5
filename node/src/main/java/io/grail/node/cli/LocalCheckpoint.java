package io.grail.node.cli;

import io.grail.node.home.ArtifactKeys;
import io.grail.node.home.RunFolder;
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

/** The newest complete checkpoint in the buckets of a run's folder: a Hugging Face folder on this disk. */
record LocalCheckpoint(Window window, Path folder) {
    /**
     * Looks through all buckets.
     *
     * @throws UsageException if there is none yet
     */
    static LocalCheckpoint newest(RunFolder run, RunConfig config) {
        ArtifactKeys keys = new ArtifactKeys(RunId.of(config));
        try (Stream<Path> buckets = Files.list(run.bucket(".").normalize())) {
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
