package io.grail.node.audit;

import io.grail.chain.Chain;
import io.grail.chain.Metagraph;
import io.grail.chain.Neuron;
import io.grail.node.sync.Ballots;
import io.grail.protocol.anchor.Ballot;
import io.grail.protocol.anchor.Decision;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.audit.Artifacts;
import io.grail.protocol.audit.Discrepancy;
import io.grail.protocol.audit.Findings;
import io.grail.protocol.audit.MergeAudit;
import io.grail.protocol.audit.ValidatorAudit;
import io.grail.protocol.audit.WindowFacts;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Uid;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import io.grail.protocol.window.WindowSchedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;

/** Walks a run from its first window on, with a model of its own, and audits what each window left behind. */
public final class Auditor {
    private final RunConfig run;
    private final Chain chain;
    private final WindowSchedule schedule;
    private final Artifacts artifacts;
    private final ParallelFor workers;
    private final MergeAudit merges;
    private final Ballots ballots;
    private final Losses losses;
    private final Map<Hotkey, ValidatorAudit> validators = new HashMap<>();

    /** What measuring a scorecard's losses again finds. */
    @FunctionalInterface
    public interface Losses {
        /** They stand as testimony. */
        Losses UNMEASURED = (facts, outcome, theta) -> List.of();

        /** {@code theta} is θ_w, which is not to be changed. */
        List<Discrepancy> measure(WindowFacts facts, ValidatorAudit.Outcome outcome, Parameters theta);
    }

    public Auditor(RunConfig run, Chain chain, Artifacts artifacts, ParallelFor workers, Losses losses) {
        this.run = run;
        this.chain = chain;
        this.schedule = WindowSchedule.of(run);
        this.artifacts = artifacts;
        this.workers = workers;
        this.merges = new MergeAudit(run, artifacts, workers);
        this.ballots = new Ballots(chain, schedule);
        this.losses = losses;
    }

    /**
     * Audits every window that is over, from the run's first one; stops early where a merge cannot be done again.
     *
     * @param state of the first window; becomes that of the window after the last one audited
     */
    public void audit(OuterState state, Consumer<WindowReport> listener) {
        Window window = new Window(run.run().startWindow());
        boolean goesOn = true;
        while (goesOn && isOver(window)) {
            goesOn = audit(facts(window), state, listener);
            window = window.next();
        }
    }

    private boolean audit(WindowFacts facts, OuterState state, Consumer<WindowReport> listener) {
        List<Discrepancy> discrepancies = new ArrayList<>();
        Findings merge = new Findings(facts.window());
        Hash root = state.root(workers);
        List<Manifest> manifests = new ArrayList<>();
        int scorecards = 0;
        int updates = 0;
        for (Hotkey validator : scorers(facts)) {
            ValidatorAudit.Outcome outcome = validators
                    .computeIfAbsent(validator, v -> new ValidatorAudit(run, v, artifacts, workers))
                    .audit(facts, state.theta(), root);
            discrepancies.addAll(outcome.discrepancies());
            scorecards += outcome.scorecard().isPresent() ? 1 : 0;
            updates += outcome.sightings();
            discrepancies.addAll(losses.measure(facts, outcome, state.theta()));
            Optional<Manifest> manifest = merges.manifest(facts, validator, root, merge);
            if (manifest.isPresent() && outcome.standings().isPresent()) {
                merges.selection(
                        facts, manifest.get(), outcome, outcome.standings().get(), merge);
            }
            manifest.ifPresent(manifests::add);
        }
        int entries = merge(facts, manifests, state, merge);
        discrepancies.addAll(merge.all());
        listener.accept(new WindowReport(facts.window(), scorecards, updates, Math.max(0, entries), discrepancies));
        return entries >= 0;
    }

    /** Merges what was decided; how many updates that were, or −1 if it cannot be done again. */
    private int merge(WindowFacts facts, List<Manifest> manifests, OuterState state, Findings found) {
        Ballot ballot = ballots.counted(ballots.of(facts.window()));
        return switch (ballot.decision()) {
            case Decision.Undecided undecided -> -1;
            case Decision.Nothing nothing -> 0;
            case Decision.Decided decided -> {
                Optional<Manifest> manifest = merges.decided(facts, decided.manifest(), found);
                List<Manifest> others = manifests.stream()
                        .filter(other -> !Optional.of(other).equals(manifest))
                        .toList();
                yield manifest.isPresent() && merges.merge(facts, manifest.get(), others, state, found)
                        ? manifest.get().entries().size()
                        : -1;
            }
        };
    }

    /** Whoever may have judged: validators with a permit, most stake first, then all others, which may have none yet. */
    private static List<Hotkey> scorers(WindowFacts facts) {
        SequencedSet<Hotkey> scorers = new LinkedHashSet<>(facts.validators());
        scorers.addAll(facts.registered());
        return List.copyOf(scorers);
    }

    private boolean isOver(Window window) {
        return schedule.firstBlock(window.plus(2)) <= chain.head().number()
                || facts(window).validators().stream()
                        .anyMatch(validator ->
                                artifacts.scorecard(window, validator).isPresent());
    }

    private WindowFacts facts(Window window) {
        long first = schedule.firstBlock(window);
        long after = schedule.firstBlock(window.next());
        if (after > chain.head().number()) {
            return new WindowFacts(window, chain.head(), chain.head(), List.of(), List.of(), Optional.empty());
        }
        Metagraph closing = chain.metagraph(after);
        return new WindowFacts(
                window,
                chain.block(first).orElseThrow(),
                chain.block(after).orElseThrow(),
                chain.metagraph(first).hotkeys(),
                closing.validatorsByStake().stream().map(Neuron::hotkey).toList(),
                closing.neurons().stream()
                        .filter(neuron -> neuron.uid().equals(new Uid(0)))
                        .map(Neuron::hotkey)
                        .findFirst());
    }
}
