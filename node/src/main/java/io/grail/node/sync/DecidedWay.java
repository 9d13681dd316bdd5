package io.grail.node.sync;

import io.grail.protocol.anchor.Ballot;
import io.grail.protocol.anchor.Decision;
import io.grail.protocol.artifact.Lineage;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Hotkey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Holds the last steps of a lineage against what the chain decided, as far as the chain still tells: so nobody with a
 * validator's key can lead a node away that comes without a model of its own.
 */
final class DecidedWay {
    /** Windows without a merge that are passed over in search of one that tells. */
    private static final int DEPTH = 8;

    private final Ballots ballots;
    private final Shelves shelves;

    DecidedWay(NodeContext node) {
        this.ballots = new Ballots(node.chain(), node.schedule());
        this.shelves = Shelves.of(node);
    }

    /** What the chain says against it; empty if nothing, or if the chain tells no more. */
    Optional<String> contradiction(Lineage lineage) {
        List<Lineage.Step> steps = lineage.steps();
        Hash after = lineage.root();
        for (int i = steps.size() - 1; i >= Math.max(0, steps.size() - DEPTH); i--) {
            Lineage.Step step = steps.get(i);
            if (!ballots.tells(step.window())) {
                return Optional.empty();
            }
            Optional<String> against = contradiction(step, after);
            boolean told = step.manifest().isPresent();
            if (told || against.isPresent()) {
                return against;
            }
            after = step.root();
        }
        return Optional.empty();
    }

    private Optional<String> contradiction(Lineage.Step step, Hash after) {
        Ballot ballot;
        try {
            ballot = ballots.of(step.window());
        } catch (ForgottenWindowException e) {
            return Optional.empty();
        }
        Optional<Hash> decided =
                ballot.decision() instanceof Decision.Decided d ? Optional.of(d.manifest()) : Optional.empty();
        if (step.manifest().isEmpty()) {
            return Optional.empty(); // what was decided may have been no manifest by the rules: nothing is merged then
        }
        if (!step.manifest().equals(decided)) {
            return Optional.of("its lineage has manifest " + step.manifest().get() + " in window " + step.window()
                    + ", and the chain decided for "
                    + decided.map(Hash::toString).orElse("none"));
        }
        SequencedSet<Hotkey> holders = new LinkedHashSet<>(ballot.quorum().supporters(decided.get()));
        holders.addAll(ballot.quorum().stakes().keySet());
        return shelves.manifest(step.window(), decided.get(), holders)
                .flatMap(file -> contradiction(file, step, after));
    }

    private static Optional<String> contradiction(byte[] file, Lineage.Step step, Hash after) {
        try {
            Manifest manifest = Manifest.parse(file);
            boolean leads = manifest.rootBefore().equals(step.root())
                    && manifest.rootAfter().equals(after);
            return leads
                    ? Optional.empty()
                    : Optional.of("the manifest that was decided for in window " + step.window() + " leads to root "
                            + manifest.rootAfter() + ", and its lineage to " + after);
        } catch (MalformedException e) {
            return Optional.of("what was decided for in window " + step.window() + " is no manifest");
        }
    }
}
