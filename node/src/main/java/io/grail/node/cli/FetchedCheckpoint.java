package io.grail.node.cli;

import io.grail.chain.Chain;
import io.grail.chain.Commitment;
import io.grail.chain.Neuron;
import io.grail.learning.checkpoint.HuggingFaceFolder;
import io.grail.learning.checkpoint.ShardedFile;
import io.grail.node.home.Disk;
import io.grail.node.home.RunFolder;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import io.grail.storage.Reach;
import io.grail.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The newest checkpoint of a run whose buckets are not in its folder, fetched into it: each window's once. */
final class FetchedCheckpoint {
    private static final String FOLDER = "checkpoints";

    private FetchedCheckpoint() {}

    /**
     * Asks the validators' buckets, that with most stake first; the first that has one gives it.
     *
     * @param chain on which they have committed where these are
     * @throws UsageException if none has one, with what each said
     */
    static LocalCheckpoint newest(RunFolder run, RunConfig config, Chain chain, Reach reach) {
        List<String> reasons = new ArrayList<>();
        for (Neuron validator : chain.metagraph(chain.head().number()).validatorsByStake()) {
            Optional<String> location = chain.commitment(validator.hotkey()).map(Commitment::location);
            if (location.isEmpty()) {
                continue;
            }
            try (CheckpointDownload bucket = CheckpointDownload.from(
                    location.get(), reach, Optional.of(RunId.of(config).toString()))) {
                Optional<Window> window = bucket.newest();
                if (window.isPresent()) {
                    return fetched(run, bucket, window.get());
                }
                reasons.add(location.get() + " names none");
            } catch (StorageException e) {
                reasons.add(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep a checkpoint in " + run.root(), e);
            }
        }
        throw new UsageException("no validator's bucket gives a checkpoint of the run in " + run.root() + ": "
                + (reasons.isEmpty() ? "none has committed one" : String.join("; ", reasons)));
    }

    private static LocalCheckpoint fetched(RunFolder run, CheckpointDownload bucket, Window window) throws IOException {
        Path place = run.root().resolve(FOLDER).resolve("w" + window);
        if (!Files.isDirectory(place)) {
            Path fresh = place.resolveSibling("new");
            Disk.REAL.delete(fresh);
            Files.createDirectories(fresh);
            bucket.fetch(Optional.of(window), fresh);
            if (!ShardedFile.isIn(fresh, HuggingFaceFolder.MODEL)) {
                throw new StorageException("the checkpoint of window " + window + " is no checkpoint");
            }
            Disk.REAL.rename(fresh, place);
        }
        return new LocalCheckpoint(window, place);
    }
}
