package io.grail.node.sync;

import io.grail.node.event.NodeEvent;
import io.grail.node.sync.ManifestReader.Listed;
import io.grail.protocol.anchor.Ballot;
import io.grail.protocol.anchor.Decision;
import io.grail.protocol.anchor.Quorum;
import io.grail.protocol.artifact.Checked;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Brings the shared model from one window to the next by the manifest that the validators' anchors decided for, and so,
 * repeated, from any past window to the present (docs/protocol.md, section Which manifest counts).
 *
 * <p>Trusts nobody beyond the choice of updates: signature, run, window, both roots and every payload's hash are checked.
 */
public final class ManifestFollower {
    /** A node that waits for bytes says so again after so many blocks. */
    private static final long TELL_EVERY_BLOCKS = 10;

    private final NodeContext node;
    private final WindowClock clock;
    private final Ballots ballots;
    private final Shelves shelves;
    private final ManifestReader reader;
    private long fetched;

    public ManifestFollower(NodeContext node) {
        this.node = node;
        this.clock = new WindowClock(node.chain(), node.schedule());
        this.ballots = new Ballots(node.chain(), node.schedule());
        this.shelves = Shelves.of(node);
        this.reader = new ManifestReader(node);
    }

    /** Follows decisions until the model is that of {@code target}, waiting for each that is not made yet. */
    public void advanceTo(Window target, SharedModel model) throws InterruptedException {
        while (model.window().compareTo(target) < 0) {
            advance(model);
        }
    }

    /** Follows the decision about the model's window, waiting for it if need be. */
    public void advance(SharedModel model) throws InterruptedException {
        clock.awaitOpening(model.window().next());
        Ballot ballot = awaitDecision(ballots.of(model.window()));
        apply(ballot, awaitFile(ballot, model), model);
    }

    /** Bytes of manifests and payloads that were fetched so far. */
    public long fetched() {
        return fetched;
    }

    /** Waits until it is decided; says so once where that takes longer than it ought to. */
    public Ballot awaitDecision(Ballot ballot) throws InterruptedException {
        Ballot seen = ballot;
        long due = node.schedule().manifestDue(ballot.quorum().window());
        boolean told = false;
        while (seen.decision() instanceof Decision.Undecided) {
            if (!told && seen.next() > due + 1) {
                node.events().emit(new NodeEvent.ManifestOverdue(seen.quorum().window(), silent(seen.quorum())));
                told = true;
            }
            seen = ballots.next(seen);
        }
        tell(seen);
        return seen;
    }

    /**
     * The manifest that a ballot decided for, waiting for its file where nobody shows it; empty if it decided for none, or
     * for a file that is no manifest by this run's rules, as everybody finds who reads it.
     *
     * @param model of the ballot's window
     * @throws ForkedStateException if it merges into another model than this node has
     */
    public Optional<ManifestFile> awaitFile(Ballot ballot, SharedModel model) throws InterruptedException {
        if (!(ballot.decision() instanceof Decision.Decided decided)) {
            return Optional.empty();
        }
        SequencedSet<Hotkey> holders = holders(ballot.quorum(), decided.manifest());
        Optional<byte[]> file = shelves.manifest(model.window(), decided.manifest(), holders);
        long tellAt = 0;
        while (file.isEmpty()) {
            tellAt = unavailable(model.window(), decided.manifest(), tellAt);
            node.polling().betweenLooks();
            file = shelves.manifest(model.window(), decided.manifest(), holders);
        }
        fetched += file.get().length;
        return switch (reader.check(file.get(), model, ballot.quorum().stakes().keySet())) {
            case Checked.Passed<ManifestFile> passed -> Optional.of(passed.artifact());
            case Checked.Failed<ManifestFile> failed -> {
                refuse(model, file.get(), failed.rejection());
                yield Optional.empty();
            }
        };
    }

    /**
     * The outer step of a decided ballot: merges what {@code decided} lists, or nothing.
     *
     * @param decided what {@link #awaitFile} gave
     * @throws ForkedStateException if another root comes out than the manifest's
     */
    public void apply(Ballot ballot, Optional<ManifestFile> decided, SharedModel model) throws InterruptedException {
        if (decided.isEmpty()) {
            mergeNothing(model);
            return;
        }
        Manifest manifest = decided.get().manifest();
        SequencedSet<Hotkey> holders = holders(ballot.quorum(), decided.get().hash());
        Optional<List<Payload>> payloads = awaitPayloads(manifest, holders);
        if (payloads.isEmpty()) {
            mergeNothing(model);
            return;
        }
        try {
            model.merge(payloads.get().stream().map(Payload::update).toList(), node.run(), manifest.rootAfter());
        } catch (ForkedStateException e) {
            throw e.over(decided.get().bytes());
        }
        advanced(model, decided, payloads.get().size());
    }

    private void mergeNothing(SharedModel model) {
        model.merge(List.of(), node.run());
        advanced(model, Optional.empty(), 0);
    }

    /**
     * Tells that the model is now the one that was decided.
     *
     * @param manifest that was carried out, if one was
     */
    public void advanced(SharedModel model, Optional<ManifestFile> manifest, int updates) {
        model.settled(manifest.map(ManifestFile::hash));
        node.events().emit(new NodeEvent.ModelAdvanced(model.window(), model.root(), updates));
    }

    private Optional<List<Payload>> awaitPayloads(Manifest manifest, SequencedSet<Hotkey> holders)
            throws InterruptedException {
        long tellAt = 0;
        while (true) {
            switch (reader.fetch(manifest, Map.of(), holders)) {
                case Listed.Complete complete -> {
                    for (Payload payload : complete.payloads()) {
                        fetched += payload.bytes().length;
                    }
                    return Optional.of(complete.payloads());
                }
                case Listed.Spoilt spoilt -> {
                    node.events()
                            .emit(new NodeEvent.ManifestRejected(
                                    manifest.window(), manifest.validator(), spoilt.rejection()));
                    return Optional.empty();
                }
                case Listed.Missing missing -> {
                    tellAt = unavailable(manifest.window(), missing.entry().payloadHash(), tellAt);
                    node.polling().betweenLooks();
                }
            }
        }
    }

    private void refuse(SharedModel model, byte[] file, Rejection rejection) {
        if (rejection.code() == RejectionCode.DESYNCED) {
            throw new ForkedStateException(model.window(), Manifest.parse(file).rootBefore(), model.root()).over(file);
        }
        node.events().emit(new NodeEvent.DecidedManifestInvalid(model.window(), Hash.sha256(file), rejection));
    }

    /** Tells that {@code what} is nowhere to be had, if that was not told lately; returns when to tell again. */
    private long unavailable(Window window, Hash what, long tellAt) {
        long head = node.chain().head().number();
        if (head < tellAt) {
            return tellAt;
        }
        node.events().emit(new NodeEvent.BytesUnavailable(window, what));
        return head + TELL_EVERY_BLOCKS;
    }

    /** Where to look for {@code manifest} and its payloads: here, with those who anchored it, with the other validators. */
    private SequencedSet<Hotkey> holders(Quorum quorum, Hash manifest) {
        SequencedSet<Hotkey> holders = new LinkedHashSet<>();
        holders.add(node.seat().account());
        holders.addAll(quorum.supporters(manifest));
        holders.addAll(quorum.stakes().keySet());
        return holders;
    }

    private void tell(Ballot ballot) {
        Quorum quorum = ballot.quorum();
        Window window = quorum.window();
        node.events()
                .emit(
                        switch (ballot.decision()) {
                            case Decision.Decided d ->
                                new NodeEvent.QuorumReport(
                                        window,
                                        d.manifest().toString(),
                                        d.how().name(),
                                        d.block(),
                                        List.copyOf(quorum.supporters(d.manifest())),
                                        List.copyOf(quorum.against(d.manifest()).keySet()),
                                        silent(quorum));
                            case Decision.Nothing n ->
                                new NodeEvent.QuorumReport(
                                        window, "", "NOTHING", n.block(), List.of(), List.of(), silent(quorum));
                            case Decision.Undecided u ->
                                throw new IllegalStateException("window " + window + " is undecided");
                        });
    }

    private static List<Hotkey> silent(Quorum quorum) {
        List<Hotkey> silent = new ArrayList<>(quorum.stakes().keySet());
        silent.removeAll(quorum.anchors().keySet());
        return silent;
    }
}
