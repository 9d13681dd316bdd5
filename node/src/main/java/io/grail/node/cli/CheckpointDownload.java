package io.grail.node.cli;

import io.grail.node.home.ArtifactKeys;
import io.grail.node.sync.CheckpointBounds;
import io.grail.node.sync.CheckpointDescription;
import io.grail.node.sync.CheckpointDescription.Part;
import io.grail.node.sync.CheckpointFolder;
import io.grail.node.sync.CheckpointPointer;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.run.RunToml;
import io.grail.protocol.window.Window;
import io.grail.storage.Bucket;
import io.grail.storage.BucketLocation;
import io.grail.storage.Buckets;
import io.grail.storage.Reach;
import io.grail.storage.StorageException;
import io.grail.storage.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A checkpoint in somebody's bucket, fetched within the bounds of its own rules. */
final class CheckpointDownload implements AutoCloseable {
    private static final int MOST_RUNS = 100;

    private final Bucket bucket;
    private final ArtifactKeys keys;

    private CheckpointDownload(Bucket bucket, ArtifactKeys keys) {
        this.bucket = bucket;
        this.keys = keys;
    }

    /**
     * Looks into a bucket.
     *
     * @param wanted RunId in hexadecimal digits; the only one that has checkpoints, if empty
     */
    static CheckpointDownload from(String location, Reach reach, Optional<String> wanted) {
        Bucket bucket = Buckets.readOnly(BucketLocation.parse(location), reach);
        try {
            return new CheckpointDownload(bucket, new ArtifactKeys(run(bucket, wanted)));
        } catch (RuntimeException e) {
            bucket.close();
            throw e;
        }
    }

    /** The window of the newest; empty if there is none yet. */
    Optional<Window> newest() {
        return CheckpointPointer.in(bucket, keys);
    }

    /**
     * Fetches the checkpoint of a window, or the one that the pointer names, into an empty folder.
     *
     * @throws StorageException if it is not there, or went away meanwhile
     */
    void fetch(Optional<Window> wanted, Path into) throws IOException {
        Window window = wanted.or(this::newest)
                .orElseThrow(() -> new StorageException(bucket.location() + " names no checkpoint of " + keys.runId()));
        String prefix = keys.checkpoint(window);
        byte[] signed = bucket.get(prefix + CheckpointDescription.FILE, CheckpointDescription.MAX_BYTES)
                .orElseThrow(() -> gone(CheckpointDescription.FILE, window));
        Files.write(into.resolve(CheckpointDescription.FILE), signed);
        CheckpointDescription description;
        try {
            description = CheckpointDescription.parse(signed);
        } catch (MalformedException e) {
            return; // what is wrong with it is for the proof to say
        }
        Optional<Part> rules = description.part(CheckpointFolder.RULES);
        if (rules.isEmpty() || rules.get().bytes() > CheckpointBounds.RULES_BYTES) {
            return;
        }
        fetch(prefix, rules.get(), window, into);
        RunConfig run = RunToml.parse(Files.readString(into.resolve(CheckpointFolder.RULES)))
                .config();
        Optional<String> excess = CheckpointBounds.excess(description, run);
        if (excess.isPresent()) {
            throw new StorageException("the checkpoint of window " + window + " was not fetched: " + excess.get());
        }
        for (Part part : description.parts()) {
            fetch(prefix, part, window, into);
        }
    }

    /** The manifest's file of this hash, if the bucket mirrors it. */
    Optional<byte[]> manifest(Hash hash) {
        return bucket.get(keys.blob(hash), Manifest.MAX_BYTES);
    }

    private void fetch(String prefix, Part part, Window window, Path into) {
        Path file = into.resolve(part.name());
        if (!Files.exists(file) && !bucket.getFile(prefix + part.name(), file, part.bytes())) {
            throw gone(part.name(), window);
        }
    }

    private StorageException gone(String file, Window window) {
        return new StorageException(file + " of the checkpoint of window " + window + " is not in " + bucket.location()
                + ": where a newer one took its place meanwhile, the same command fetches that");
    }

    private static RunId run(Bucket bucket, Optional<String> wanted) {
        if (wanted.isPresent()) {
            return parse(wanted.get()).orElseThrow(() -> new UsageException("--run takes the 64 digits of a RunId"));
        }
        List<RunId> found = new ArrayList<>();
        String after = "";
        for (int i = 0; i < MOST_RUNS; i++) {
            List<StoredObject> next = bucket.list("", after, 1);
            if (next.isEmpty()) {
                break;
            }
            String first = next.getFirst().key().split("/", 2)[0];
            parse(first)
                    .filter(run ->
                            CheckpointPointer.in(bucket, new ArtifactKeys(run)).isPresent())
                    .ifPresent(found::add);
            after = first + "0"; // the character after the slash: beyond all keys that begin so
        }
        return switch (found.size()) {
            case 0 -> throw new StorageException(bucket.location() + " holds no checkpoint of any run");
            case 1 -> found.getFirst();
            default ->
                throw new UsageException(
                        "the bucket holds checkpoints of several runs; say --run with one of " + found);
        };
    }

    private static Optional<RunId> parse(String hex) {
        return hex.matches("[0-9a-f]{64}") ? Optional.of(new RunId(Hash.fromHex(hex))) : Optional.empty();
    }

    @Override
    public void close() {
        bucket.close();
    }
}
