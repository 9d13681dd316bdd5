package io.grail.protocol.audit;

import io.grail.protocol.artifact.CountedPayloads;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.EvaluationSecret;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.artifact.Sighting;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Assessment;
import io.grail.protocol.incentive.Evidence;
import io.grail.protocol.incentive.Likeness;
import io.grail.protocol.incentive.Likenesses;
import io.grail.protocol.incentive.Standing;
import io.grail.protocol.incentive.Standings;
import io.grail.protocol.incentive.Verdict;
import io.grail.protocol.incentive.Weights;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.window.WindowSchedule;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Replays one validator's scorecards, window after window (docs/audit.md): what it saw is still there, its checks come out
 * as it says, and its ratings, penalties, scores and weights follow from what it measured. Exact. The losses themselves are
 * its testimony; whoever has the model can measure them again.
 */
public final class ValidatorAudit {
    private final RunConfig run;
    private final Hotkey validator;
    private final Artifacts artifacts;
    private final ParallelFor parallel;
    private final UpdateReplay updates;
    private Memory memory;

    public ValidatorAudit(RunConfig run, Hotkey validator, Artifacts artifacts, ParallelFor parallel) {
        this(run, validator, artifacts, parallel, Memory.NONE);
    }

    /** Goes on from {@code memory}. */
    ValidatorAudit(RunConfig run, Hotkey validator, Artifacts artifacts, ParallelFor parallel, Memory memory) {
        this.run = run;
        this.validator = validator;
        this.artifacts = artifacts;
        this.parallel = parallel;
        this.updates = new UpdateReplay(run, artifacts, parallel);
        this.memory = memory;
    }

    /**
     * What one window's audit leaves for the next.
     *
     * @param counted payloads that the validator has accepted
     * @param previous its newest scorecard that could be read
     * @param lost whether there is a newer one that could not, so that nothing can be held against the next one
     */
    record Memory(CountedPayloads counted, Optional<Known> previous, boolean lost) {
        static final Memory NONE = new Memory(CountedPayloads.none(), Optional.empty(), false);
    }

    /** A scorecard that has been read, with the hash of its bytes. */
    record Known(Scorecard scorecard, Hash hash) {}

    /**
     * What an audited window leaves for others to go on with.
     *
     * @param standings before the window; empty if the scorecard before it is not known
     * @param scorecard if there is one that could be read
     * @param accepted the updates that passed the validator's checks, each with its payload unless it is gone
     * @param updates those of them that are still there
     * @param likenesses of {@code updates}
     */
    public record Outcome(
            List<Discrepancy> discrepancies,
            Optional<Standings> standings,
            Optional<Scorecard> scorecard,
            SortedMap<Hotkey, Optional<Envelope.Payload>> accepted,
            SortedMap<Hotkey, SparseUpdate> updates,
            SortedMap<Hotkey, Likeness> likenesses) {
        public Outcome {
            discrepancies = List.copyOf(discrepancies);
        }

        private static Outcome of(List<Discrepancy> discrepancies) {
            return new Outcome(
                    discrepancies,
                    Optional.empty(),
                    Optional.empty(),
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeMap<>());
        }

        /** How many updates were checked again. */
        public int sightings() {
            return scorecard.map(card -> card.sightings().size()).orElse(0);
        }
    }

    /**
     * Audits the next window; windows come in order, from the run's first on.
     *
     * @param theta θ_w
     * @param root R_w
     */
    public Outcome audit(WindowFacts facts, Parameters theta, Hash root) {
        Findings found = new Findings(facts.window());
        String name = "scorecard-" + validator;
        Optional<byte[]> bytes = artifacts.scorecard(facts.window(), validator);
        if (bytes.isEmpty()) {
            // A validator that was away, or too late to judge, has none; the next one says from which it goes on.
            return Outcome.of(found.all());
        }
        if (!(Scorecard.parse(bytes.get()) instanceof Scorecard.Parsed.Genuine genuine)) {
            var refused = (Scorecard.Parsed.Refused) Scorecard.parse(bytes.get());
            Rejection why = refused.rejection();
            found.add(name, why.code().name(), why.found(), why.allowed());
            return lost(found);
        }
        Scorecard card = genuine.scorecard();
        found.compare(name, "scope", card.scope(), scope(facts, root));
        if (!found.isEmpty()) {
            return lost(found); // of another window, model or validator: nothing in it is about this one
        }
        Optional<Standings> before = basis(facts, name, card, found);
        SortedMap<Hotkey, SparseUpdate> accepted = new TreeMap<>();
        SortedMap<Hotkey, Optional<Envelope.Payload>> payloads = new TreeMap<>();
        var basis = new UpdateReplay.Basis(facts, theta, root, memory.counted());
        card.sightings().forEach((miner, sighting) -> {
            ReplayedUpdate replayed = update(basis, card, miner, sighting, found);
            if (isAccepted(card, miner) && replayed instanceof ReplayedUpdate.Accepted a) {
                accepted.put(miner, a.unsealed().update());
                payloads.put(miner, Optional.of(a.envelope().payload()));
            } else if (isAccepted(card, miner) && replayed instanceof ReplayedUpdate.Gone) {
                payloads.put(miner, Optional.empty());
            }
        });
        VerdictCoverage.check(name, facts, card, before, found);
        SortedMap<Hotkey, Likeness> alike = Likenesses.of(accepted, parallel);
        likenesses(name, card, alike, found);
        before.ifPresent(standings -> fold(facts, name, card, standings, found));
        List<Hash> hashes = payloads.values().stream()
                .flatMap(Optional::stream)
                .map(Envelope.Payload::hash)
                .toList();
        memory = new Memory(
                memory.counted().after(facts.window(), hashes),
                Optional.of(new Known(card, Hash.sha256(bytes.get()))),
                false);
        return new Outcome(found.all(), before, Optional.of(card), payloads, accepted, alike);
    }

    private Outcome lost(Findings found) {
        memory = new Memory(memory.counted(), memory.previous(), true);
        return Outcome.of(found.all());
    }

    Memory memory() {
        return memory;
    }

    private Scorecard.Scope scope(WindowFacts facts, Hash root) {
        return new Scorecard.Scope(RunId.of(run), facts.window(), root, validator);
    }

    /** Whether it goes on from the scorecard before it, and shows the secret that that one committed to. */
    private Optional<Standings> basis(WindowFacts facts, String name, Scorecard card, Findings found) {
        Optional<Scorecard.Previous> claimed = card.basis().previous();
        Optional<Known> previous = memory.previous();
        if (memory.lost()) {
            return Optional.empty();
        }
        if (previous.isEmpty() || claimed.isEmpty()) {
            if (previous.isPresent() != claimed.isPresent()) {
                found.add(
                        name,
                        "basis.previous",
                        claimed.toString(),
                        previous.map(known -> known.hash().toString()).orElse("none"));
            }
            return claimed.isEmpty() ? Optional.of(Standings.empty()) : Optional.empty();
        }
        Known known = previous.get();
        boolean paid = claimed.get().paid();
        var expected = new Scorecard.Previous(known.scorecard().scope().window(), known.hash(), paid);
        found.compare(name, "basis.previous", claimed.get(), expected);
        if (known.scorecard().scope().window().next().equals(facts.window())) {
            found.compare(
                    name,
                    "basis.secret (its commitment)",
                    EvaluationSecret.commitment(card.basis().secret()),
                    known.scorecard().basis().nextSecret());
        }
        if (paid && known.scorecard().weights().isEmpty()) {
            found.add(name, "basis.previous.paid", true, "false: no weights were due");
        }
        Standings after = after(known.scorecard());
        return Optional.of(paid ? after.paid() : after);
    }

    private static Standings after(Scorecard card) {
        SortedMap<Hotkey, Standing> standings = new TreeMap<>();
        card.verdicts().forEach((hotkey, verdict) -> standings.put(hotkey, verdict.standing()));
        return new Standings(standings, card.scope().window().next());
    }

    private ReplayedUpdate update(
            UpdateReplay.Basis basis, Scorecard card, Hotkey miner, Sighting sighting, Findings found) {
        Optional<Evidence> testified =
                Optional.ofNullable(card.verdicts().get(miner)).map(Verdict::evidence);
        ReplayedUpdate replayed = updates.replay(basis, miner, sighting, testified, found);
        String said = testified.map(Object::toString).orElse("no verdict");
        Optional<String> expected = switch (replayed) {
            case ReplayedUpdate.Accepted a ->
                testified.isPresent() && !(testified.get() instanceof Evidence.Rejected)
                        ? Optional.empty()
                        : Optional.of("a measurement: every check passes");
            case ReplayedUpdate.Refused r ->
                testified.equals(Optional.of(new Evidence.Rejected(r.rejection())))
                        ? Optional.empty()
                        : Optional.of(r.rejection().toString());
            case ReplayedUpdate.Unseen u ->
                Testimony.mayStand(testified) ? Optional.empty() : Optional.of("one of " + Testimony.NOT_SEEN);
            case ReplayedUpdate.Gone g -> Optional.empty();
        };
        expected.ifPresent(text -> found.add("scorecard-" + validator, "verdicts." + miner + ".evidence", said, text));
        return replayed;
    }

    /** Whether the validator says that it had the update. */
    private static boolean isAccepted(Scorecard card, Hotkey miner) {
        Verdict verdict = card.verdicts().get(miner);
        return verdict != null && !(verdict.evidence() instanceof Evidence.Rejected);
    }

    private void likenesses(String name, Scorecard card, SortedMap<Hotkey, Likeness> computed, Findings found) {
        if (!found.isEmpty()) {
            return; // an update that is gone changes what is usual
        }
        SortedMap<Hotkey, Likeness> said = new TreeMap<>();
        card.verdicts().forEach((miner, verdict) -> verdict.likeness().ifPresent(l -> said.put(miner, l)));
        found.compare(name, "likeness", said, computed);
    }

    private void fold(WindowFacts facts, String name, Scorecard card, Standings before, Findings found) {
        try {
            Assessment again = before.after(card.evidence(facts.registered()), run.incentive());
            found.compare(name, "verdicts", card.verdicts(), again.verdicts());
            SortedMap<Hotkey, Integer> due = WindowSchedule.of(run).isWeightsWindow(facts.window())
                    ? Weights.of(again.standings(), run.incentive(), facts.burn())
                            .toU16()
                    : new TreeMap<>();
            found.compare(name, "weights", card.weights(), due);
        } catch (IllegalArgumentException e) {
            // Figures in their ranges, but so large that nothing finite follows from them: no honest fold gives them.
            found.add(name, "verdicts", String.valueOf(e.getMessage()), "figures that can be folded");
        }
    }
}
