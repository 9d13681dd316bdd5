package io.grail.node.validator;

import io.grail.node.event.NodeEvent;
import io.grail.node.sync.Ballots;
import io.grail.node.sync.ManifestFile;
import io.grail.node.sync.ManifestFollower;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.SharedModel;
import io.grail.node.sync.Shelves;
import io.grail.node.sync.Witness;
import io.grail.protocol.anchor.Ballot;
import io.grail.protocol.anchor.Decision;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A validator's part in the choice of a window's manifest: it endorses the proposal of highest rank that it can reproduce,
 * proposes one itself when it is its turn and there is none, and follows what is decided (docs/protocol.md, section
 * Which manifest counts).
 */
final class Council {
    private final NodeContext node;
    private final ManifestFollower follower;
    private final Ballots ballots;
    private final Shelves shelves;
    private final Merger merger;
    private final Quarantine quarantine;
    private final Voter voter;
    private final Witness witness;

    Council(NodeContext node, Screening screening, Quarantine quarantine) {
        this.node = node;
        this.follower = new ManifestFollower(node);
        this.ballots = new Ballots(node.chain(), node.schedule());
        this.shelves = Shelves.of(node);
        this.merger = new Merger(node, screening, quarantine);
        this.quarantine = quarantine;
        this.voter = new Voter(node);
        this.witness = new Witness(node);
    }

    /**
     * How a window was settled.
     *
     * @param manifest that counts; empty if nothing was merged
     */
    record Settled(Ballot ballot, Optional<ManifestFile> manifest) {
        boolean isBy(Hotkey validator) {
            return manifest.map(file -> file.manifest().validator().equals(validator))
                    .orElse(false);
        }
    }

    /**
     * Takes part until it is decided; the model becomes that of the next window.
     *
     * @param before the model of the window, to go back to
     */
    Settled settle(Scene scene, SharedModel.Kept before, List<Gathered> gathered, ValidatorState state)
            throws InterruptedException {
        SharedModel model = state.model();
        var mine = new Endorser.Own(Merger.payloads(gathered), merger.hasAny(scene, gathered, state));
        Endorser endorser = new Endorser(node, model, before, mine, theta -> quarantine.jump(scene, theta));
        Ballot open = ballots.of(scene.window());
        // Who reaches nobody would propose to merge nothing: others see more.
        Optional<Supplier<Merged>> proposal = Gathered.isCutOff(gathered, state::knows)
                ? Optional.empty()
                : Optional.of(() -> merger.propose(scene, before, gathered, state));
        Optional<Merged> stood = stand(open, endorser, proposal);
        Ballot ballot = follower.awaitDecision(ballots.counted(open));
        if (stood.isPresent()
                && ballot.decision() instanceof Decision.Decided decided
                && decided.manifest().equals(stood.get().file().hash())) {
            Optional<ManifestFile> file = stood.map(Merged::file);
            follower.advanced(model, file, stood.get().payloads().size());
            return new Settled(ballot, file);
        }
        if (stood.isPresent()) {
            model.backTo(before);
        }
        Optional<ManifestFile> decided = follower.awaitFile(ballot, model);
        follower.apply(ballot, decided, model);
        return new Settled(ballot, decided);
    }

    /** After the last block in which anchors count: tells who stood behind another manifest, and who behind two. */
    void review(Ballot decided) throws InterruptedException {
        Ballot ballot = ballots.counted(decided);
        while (!ballot.closed()) {
            ballot = ballots.next(ballot);
        }
        if (ballot.decision() instanceof Decision.Decided winner) {
            List<Hotkey> against =
                    List.copyOf(ballot.quorum().against(winner.manifest()).keySet());
            if (!against.isEmpty()) {
                node.events()
                        .emit(new NodeEvent.ManifestDisputed(ballot.quorum().window(), against));
            }
        }
        witness.inspect(ballot.quorum());
    }

    /** What this validator stands behind, merged; empty if it has no say or it was decided without it. */
    private Optional<Merged> stand(Ballot open, Endorser endorser, Optional<Supplier<Merged>> proposal)
            throws InterruptedException {
        Window window = open.quorum().window();
        List<Hotkey> proposers = ballots.proposers(window);
        int rank = proposers.indexOf(node.seat().account());
        Ballot ballot = open;
        if (rank < 0) {
            return Optional.empty();
        }
        Optional<byte[]> promised = voter.promised(window);
        while (ballot.decision() instanceof Decision.Undecided && isFree(ballot, promised)) {
            Optional<Merged> found = promised.isPresent()
                    ? endorser.reproduce(promised.get(), node.seat().account(), proposers)
                    : look(window, endorser, proposers);
            if (promised.isEmpty() && found.isEmpty() && isTurn(window, rank)) {
                found = proposal.map(Supplier::get);
            }
            if (found.isPresent()) {
                voter.stand(found.get());
                return found;
            }
            node.polling().betweenLooks();
            ballot = ballots.counted(ballot);
        }
        return Optional.empty();
    }

    /** Whether this validator may anchor: it has not yet, or what it has anchored is what it promised. */
    private boolean isFree(Ballot ballot, Optional<byte[]> promised) {
        return promised.isPresent()
                || !ballot.quorum().anchors().containsKey(node.seat().account());
    }

    /** The first proposal that can be reproduced, of those whose turn it is. */
    private Optional<Merged> look(Window window, Endorser endorser, List<Hotkey> proposers) {
        List<Hotkey> others = new ArrayList<>();
        for (int rank = 0; rank < proposers.size(); rank++) {
            if (isTurn(window, rank) && !proposers.get(rank).equals(node.seat().account())) {
                others.add(proposers.get(rank));
            }
        }
        for (Hotkey proposer : others) {
            Optional<byte[]> file = shelves.proposal(window, proposer, node.polling()::maySee);
            file.ifPresent(witness::saw);
            Optional<Merged> merged = file.flatMap(bytes -> endorser.reproduce(bytes, proposer, proposers));
            if (merged.isPresent()) {
                return merged;
            }
        }
        return Optional.empty();
    }

    private boolean isTurn(Window window, int rank) {
        return node.chain().head().number() >= node.schedule().turn(window, rank);
    }
}
