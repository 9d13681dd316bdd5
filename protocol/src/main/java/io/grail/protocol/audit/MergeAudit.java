package io.grail.protocol.audit;

import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.compress.NotFiniteException;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Finding;
import io.grail.protocol.incentive.MergeSelection;
import io.grail.protocol.incentive.Rule;
import io.grail.protocol.incentive.Standings;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.OuterStep;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.StepRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Replays the merge of a window: the copies of what was merged, who was chosen, and the root that comes out. Exact. */
public final class MergeAudit {
    private final RunConfig run;
    private final Codec codec;
    private final Artifacts artifacts;
    private final ParallelFor parallel;

    public MergeAudit(RunConfig run, Artifacts artifacts, ParallelFor parallel) {
        this.run = run;
        this.codec = new Codec(LlamaLayout.of(run.model()), run.compression());
        this.artifacts = artifacts;
        this.parallel = parallel;
    }

    /** Whether a validator's manifest is one, whether it counted or not; empty if there is none or it is none. */
    public Optional<Manifest> manifest(WindowFacts facts, Hotkey validator, Hash root, Findings found) {
        Optional<byte[]> bytes = artifacts.manifest(facts.window(), validator);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        String name = "manifest-" + validator;
        try {
            Manifest manifest = Manifest.parse(bytes.get());
            found.compare(name, "run", manifest.runId(), RunId.of(run));
            found.compare(name, "window", manifest.window(), facts.window());
            found.compare(name, "validator", manifest.validator(), validator);
            found.compare(name, "rootBefore", manifest.rootBefore(), root);
            return Optional.of(manifest);
        } catch (MalformedException e) {
            found.add(name, "the whole", e.found(), e.allowed());
            return Optional.empty();
        }
    }

    /** The manifest that was decided for, from its author or from whoever endorsed it. */
    public Optional<Manifest> decided(WindowFacts facts, Hash hash, Findings found) {
        for (Hotkey validator : facts.validators()) {
            Optional<byte[]> file = artifacts
                    .manifest(facts.window(), validator)
                    .filter(bytes -> Hash.sha256(bytes).equals(hash))
                    .or(() -> artifacts.blob(hash, validator));
            if (file.isPresent()) {
                if (Hash.sha256(file.get()).equals(hash)) {
                    return Optional.of(Manifest.parse(file.get()));
                }
                String name = "blob " + hash + " of " + validator;
                found.add(name, "SHA-256", Hash.sha256(file.get()), hash);
            }
        }
        found.missing("manifest " + hash + ", which was decided for");
        return Optional.empty();
    }

    /** Whether a manifest lists, and keeps out, whom its author's standings and checks say, in that order. */
    public void selection(
            WindowFacts facts, Manifest manifest, ValidatorAudit.Outcome author, Standings before, Findings found) {
        String name = "manifest-" + manifest.validator();
        if (author.accepted().values().stream()
                .allMatch(Optional::isPresent)) { // one that is gone changes what is usual
            SortedMap<Hotkey, Finding> said = new TreeMap<>(manifest.excluded());
            said.values().removeIf(finding -> finding.rule() != Rule.ALIKE);
            found.compare(name, "excluded", said, MergeSelection.tooAlike(author.likenesses(), run.incentive()));
        }
        SortedSet<Hotkey> admitted = new TreeSet<>(author.accepted().keySet());
        admitted.removeAll(manifest.excluded().keySet());
        List<Hotkey> chosen = MergeSelection.select(
                before, admitted, facts.window(), facts.closing().hash(), run.outer());
        List<Hotkey> listed =
                manifest.entries().stream().map(Manifest.Entry::hotkey).toList();
        found.compare(name, "entries", listed, chosen);
        for (Manifest.Entry entry : manifest.entries()) {
            author.accepted().getOrDefault(entry.hotkey(), Optional.empty()).ifPresent(payload -> {
                var expected = new Manifest.Entry(entry.hotkey(), payload.hash(), payload.length());
                found.compare(name, "entries." + entry.hotkey(), entry, expected);
            });
        }
    }

    /**
     * Merges what a manifest lists into {@code state}, whose window it is.
     *
     * @param others that do not count: of those that list the same the root must be the same, of all the copies must be
     *     right
     * @return whether that could be done; then the state is that of the next window
     */
    public boolean merge(
            WindowFacts facts, Manifest manifest, List<Manifest> others, OuterState state, Findings found) {
        List<SparseUpdate> merged = new ArrayList<>();
        for (Manifest.Entry entry : manifest.entries()) {
            update(facts, entry, found).ifPresent(merged::add);
        }
        others.forEach(other -> other.entries().stream()
                .filter(entry -> !manifest.entries().contains(entry))
                .forEach(entry -> copy(entry.payloadHash(), other.validator(), found)));
        if (merged.size() < manifest.entries().size()) {
            return false;
        }
        if (!merged.isEmpty()) {
            OuterStep.apply(state, merged, StepRule.of(run, facts.window()), parallel);
        }
        Hash root = state.root(parallel);
        rootAfter(manifest, root, found);
        others.stream()
                .filter(other -> other.entries().equals(manifest.entries()))
                .forEach(other -> rootAfter(other, root, found));
        return true;
    }

    private static void rootAfter(Manifest manifest, Hash root, Findings found) {
        found.compare("manifest-" + manifest.validator(), "rootAfter", manifest.rootAfter(), root);
    }

    /** A validator's copy, if there is one and it is right. */
    private Optional<byte[]> copy(Hash hash, Hotkey validator, Findings found) {
        Optional<byte[]> copy = artifacts.blob(hash, validator);
        if (copy.isPresent() && !Hash.sha256(copy.get()).equals(hash)) {
            found.add("blob " + hash + " of " + validator, "SHA-256", Hash.sha256(copy.get()), hash);
            return Optional.empty();
        }
        return copy;
    }

    /** From any validator's copy; each copy that is there must be right. */
    private Optional<SparseUpdate> update(WindowFacts facts, Manifest.Entry entry, Findings found) {
        Optional<byte[]> good = Optional.empty();
        for (Hotkey validator : facts.validators()) {
            Optional<byte[]> copy = copy(entry.payloadHash(), validator, found);
            good = good.or(() -> copy);
        }
        if (good.isEmpty()) {
            found.missing("blob " + entry.payloadHash());
            return Optional.empty();
        }
        try {
            return Optional.of(codec.decode(good.get(), parallel));
        } catch (MalformedException | NotFiniteException e) {
            found.add("blob " + entry.payloadHash(), "the whole", String.valueOf(e.getMessage()), "an update");
            return Optional.empty();
        }
    }
}
