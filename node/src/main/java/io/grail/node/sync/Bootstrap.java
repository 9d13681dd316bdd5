package io.grail.node.sync;

import io.grail.chain.Neuron;
import io.grail.node.event.NodeEvent;
import io.grail.node.home.Disk;
import io.grail.node.sync.CheckpointReader.Read;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import io.grail.storage.Bucket;
import io.grail.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a node begins that has nothing of its own, or nothing that it can go on from: the newest checkpoint that it can
 * verify and that the chain still leads on from, whichever validator has it, or else genesis.
 */
public final class Bootstrap {
    /** How often a checkpoint that went away while it was read is followed to the one that took its place. */
    private static final int ATTEMPTS = 3;

    private final NodeContext node;
    private final Ballots ballots;
    private final CheckpointReader reader;
    private final Path folder;

    public Bootstrap(NodeContext node) {
        this.node = node;
        this.ballots = new Ballots(node.chain(), node.schedule());
        this.folder = node.snapshots().beside("joining");
        this.reader = new CheckpointReader(node, folder);
    }

    /** A validator's checkpoint as its pointer names it. */
    record Offer(Hotkey validator, Bucket bucket, CheckpointDescription description) {}

    /** The newest shared model that can be had without applying a manifest. */
    public SharedModel newest() {
        return checkpoint(new Window(0), new Window(Long.MAX_VALUE)).orElseGet(this::genesis);
    }

    /** The state of the run's first window. */
    public SharedModel genesis() {
        Parameters theta =
                Genesis.parameters(node.run().model(), node.run().run().seed(), node.workers());
        Window first = new Window(node.run().run().startWindow());
        return new SharedModel(OuterState.before(theta, node.run().outer()), first, node.workers());
    }

    /** The newest checkpoint of a window in [{@code from}, {@code to}] that can be verified. */
    public Optional<SharedModel> checkpoint(Window from, Window to) {
        for (Offer offer : offers(from, to)) {
            Optional<SharedModel> model = take(offer, from, to);
            if (model.isPresent()) {
                return model;
            }
        }
        return Optional.empty();
    }

    /** Deletes what was downloaded: to be called when the model is saved. */
    public void forget() {
        try {
            Disk.REAL.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    private Optional<SharedModel> take(Offer first, Window from, Window to) {
        Optional<Offer> offer = Optional.of(first);
        for (int attempt = 0; attempt < ATTEMPTS && offer.isPresent(); attempt++) {
            Offer now = offer.get();
            switch (reader.read(now)) {
                case Read.Whole whole -> {
                    return Optional.of(whole.model());
                }
                case Read.Refused refused -> {
                    refuse(now.description().window(), now.validator(), refused.reason());
                    return Optional.empty();
                }
                case Read.Gone gone -> {
                    refuse(now.description().window(), now.validator(), gone.reason());
                    offer = offer(now.validator(), from, to)
                            .filter(next -> !next.description().equals(now.description()));
                }
            }
        }
        return Optional.empty();
    }

    /** Newest first, among equals that of most stake. */
    private List<Offer> offers(Window from, Window to) {
        long head = node.chain().head().number();
        List<Offer> offers = new ArrayList<>();
        for (Neuron validator : node.chain().metagraph(head).validatorsByStake()) {
            offer(validator.hotkey(), from, to).ifPresent(offers::add);
        }
        offers.sort(Comparator.comparing((Offer offer) -> offer.description().window())
                .reversed());
        return offers;
    }

    private Optional<Offer> offer(Hotkey validator, Window from, Window to) {
        if (validator.equals(node.seat().account())) {
            return offer(validator, node.own(), from, to);
        }
        try {
            return node.peers().of(validator).flatMap(bucket -> offer(validator, bucket, from, to));
        } catch (StorageException e) {
            return Optional.empty(); // a committed location that leads nowhere is nobody's fault but its own
        }
    }

    private Optional<Offer> offer(Hotkey validator, Bucket bucket, Window from, Window to) {
        Optional<Window> window = Optional.empty();
        try {
            window = CheckpointPointer.in(bucket, node.keys())
                    // One too old to catch up from does not do: another validator may have a newer one.
                    .filter(w -> w.compareTo(from) >= 0 && w.compareTo(to) <= 0 && ballots.tells(w));
            return window.flatMap(w -> description(bucket, w)).map(found -> checked(found, validator, bucket));
        } catch (StorageException | MalformedException e) {
            window.ifPresent(w -> refuse(w, validator, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private Optional<CheckpointDescription> description(Bucket bucket, Window window) {
        String key = node.keys().checkpoint(window) + CheckpointDescription.FILE;
        Optional<CheckpointDescription> found =
                bucket.get(key, CheckpointDescription.MAX_BYTES).map(CheckpointDescription::parse);
        if (found.isPresent() && !found.get().window().equals(window)) {
            throw new MalformedException("a checkpoint of window " + found.get().window(), "window " + window);
        }
        return found;
    }

    private Offer checked(CheckpointDescription found, Hotkey validator, Bucket bucket) {
        if (!found.validator().equals(validator)) {
            throw new MalformedException("a checkpoint that " + found.validator() + " signed", "by " + validator);
        }
        if (!found.runId().equals(node.runId())) {
            throw new MalformedException("a checkpoint of run " + found.runId(), "of run " + node.runId());
        }
        return new Offer(validator, bucket, found);
    }

    private void refuse(Window window, Hotkey validator, String reason) {
        node.events().emit(new NodeEvent.CheckpointRefused(window, validator, reason));
    }
}
