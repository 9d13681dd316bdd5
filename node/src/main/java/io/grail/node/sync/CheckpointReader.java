package io.grail.node.sync;

import io.grail.learning.checkpoint.CheckpointException;
import io.grail.node.event.NodeEvent;
import io.grail.node.sync.Bootstrap.Offer;
import io.grail.node.sync.CheckpointDescription.Part;
import io.grail.protocol.artifact.Lineage;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.state.OuterState;
import io.grail.storage.Bucket;
import io.grail.storage.ObjectTooLargeException;
import io.grail.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Fetches a checkpoint into a folder and takes it if it is what it says: sizes bounded by the run before anything moves,
 * each file by its hash, the lineage by what the chain decided, the numbers by their root.
 *
 * <p>What is whole in the folder stays there and is not fetched again, after a crash too, nor from another validator: equal
 * models are equal files.
 */
final class CheckpointReader {
    private final NodeContext node;
    private final Path folder;
    private final DecidedWay way;
    private long fetched;

    CheckpointReader(NodeContext node, Path folder) {
        this.node = node;
        this.folder = folder;
        this.way = new DecidedWay(node);
    }

    /** What became of a checkpoint. */
    sealed interface Read {
        record Whole(SharedModel model) implements Read {}

        /** It is not what it says, or not on the way that the chain decided. */
        record Refused(String reason) implements Read {}

        /** A file is not there, as when a newer checkpoint took its place; there may be another. */
        record Gone(String reason) implements Read {}
    }

    Read read(Offer offer) {
        CheckpointDescription description = offer.description();
        node.events().emit(new NodeEvent.CheckpointFound(description.window(), offer.validator(), description.bytes()));
        long started = System.nanoTime();
        fetched = 0;
        try {
            Read read = fetch(offer);
            if (read instanceof Read.Whole) {
                node.events()
                        .emit(new NodeEvent.CheckpointTaken(
                                description.window(), offer.validator(), fetched, (System.nanoTime() - started) / 1e9));
            }
            return read;
        } catch (StorageException | CheckpointException | MalformedException e) {
            return new Read.Refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a checkpoint in " + folder + " (disk full?)", e);
        }
    }

    private Read fetch(Offer offer) throws IOException {
        CheckpointDescription description = offer.description();
        Optional<String> excess = CheckpointBounds.excess(description, node.run());
        if (excess.isPresent()) {
            return new Read.Refused(excess.get());
        }
        List<Part> state = description.parts().stream()
                .filter(part -> CheckpointFolder.isState(part.name()))
                .toList();
        Path into = Files.createDirectories(folder.resolve(description.window().toString()));
        Optional<Read> failed =
                part(offer, description.part(CheckpointFolder.LINEAGE).orElseThrow(), into);
        if (failed.isPresent()) {
            return failed.get();
        }
        Lineage lineage = Lineage.parse(Files.readAllBytes(into.resolve(CheckpointFolder.LINEAGE)));
        Optional<String> stray = stray(description, lineage);
        if (stray.isPresent()) {
            return new Read.Refused(stray.get());
        }
        for (Part part : state) {
            failed = part(offer, part, into);
            if (failed.isPresent()) {
                return failed.get();
            }
        }
        OuterState numbers = CheckpointFolder.state(into, node.run());
        SharedModel model;
        try {
            model = new SharedModel(numbers, lineage, node.workers());
        } catch (ForkedStateException e) {
            return new Read.Refused("its numbers have root " + e.computed() + ", and " + e.expected() + " was signed");
        }
        return new Read.Whole(model);
    }

    private Optional<String> stray(CheckpointDescription description, Lineage lineage) {
        if (!lineage.window().equals(description.window()) || !lineage.root().equals(description.root())) {
            return Optional.of("its lineage ends in window " + lineage.window() + " with root " + lineage.root());
        }
        return way.contradiction(lineage);
    }

    private Optional<Read> part(Offer offer, Part part, Path into) throws IOException {
        if (CheckpointFolder.difference(into, part).isEmpty()) {
            return Optional.empty(); // here already
        }
        Path file = into.resolve(part.name());
        Files.deleteIfExists(file);
        String key = node.keys().checkpoint(offer.description().window()) + part.name();
        if (!got(offer.bucket(), key, file, part.bytes())) {
            return Optional.of(new Read.Gone(part.name() + " is not there"));
        }
        fetched += Files.size(file);
        Optional<String> difference = CheckpointFolder.difference(into, part);
        if (difference.isPresent()) {
            Files.delete(file);
        }
        return difference.map(Read.Refused::new);
    }

    private static boolean got(Bucket bucket, String key, Path file, long bytes) {
        try {
            return bucket.getFile(key, file, bytes);
        } catch (ObjectTooLargeException e) {
            throw new StorageException(key + " is longer than the " + bytes + " bytes that were signed", e);
        }
    }
}
