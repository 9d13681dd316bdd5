package io.grail.protocol.audit;

import io.grail.protocol.artifact.Checked;
import io.grail.protocol.artifact.CountedPayloads;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.EnvelopeCheck;
import io.grail.protocol.artifact.EvaluationSecret;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.artifact.Opening;
import io.grail.protocol.artifact.OpeningCheck;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.artifact.Sighting;
import io.grail.protocol.artifact.Unsealed;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.incentive.Assessment;
import io.grail.protocol.incentive.Evidence;
import io.grail.protocol.incentive.Finding;
import io.grail.protocol.incentive.Likenesses;
import io.grail.protocol.incentive.MergeSelection;
import io.grail.protocol.incentive.Standings;
import io.grail.protocol.incentive.Weights;
import io.grail.protocol.incentive.WindowEvidence;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.OuterStep;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.StateProof;
import io.grail.protocol.state.StepRule;
import io.grail.protocol.window.WindowSchedule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** An honest validator, but that its losses are drawn at random; written from the documents, not from the audit. */
final class RecordedValidator {
    private final Keypair keypair;
    private final RunConfig run;
    private final StoredArtifacts buckets;
    private final Codec codec;
    private final Random losses;
    private Standings standings = Standings.empty();
    private CountedPayloads counted = CountedPayloads.none();
    private Optional<Scorecard.Previous> previous = Optional.empty();

    RecordedValidator(Keypair keypair, RunConfig run, StoredArtifacts buckets) {
        this.keypair = keypair;
        this.run = run;
        this.buckets = buckets;
        this.codec = new Codec(LlamaLayout.of(run.model()), run.compression());
        this.losses = new Random(keypair.hotkey().hashCode());
    }

    /** What became of one miner's update. */
    private record Looked(Sighting sighting, Checked<Arrived> outcome) {}

    private record Arrived(Envelope envelope, Unsealed unsealed) {}

    /** Gathers, merges into a copy of {@code state}, which it returns, judges and publishes. */
    OuterState step(WindowFacts facts, OuterState state, boolean paid) {
        SortedMap<Hotkey, Looked> looked = new TreeMap<>();
        facts.registered().forEach(hotkey -> looked.put(hotkey, look(facts, hotkey, state)));
        SortedMap<Hotkey, Arrived> arrived = new TreeMap<>();
        looked.forEach((hotkey, one) -> {
            if (one.outcome() instanceof Checked.Passed<Arrived> passed) {
                arrived.put(hotkey, passed.artifact());
            }
        });
        OuterState after = merge(facts, arrived, state);
        publish(facts, looked, assessment(facts, looked, arrived), state, paid);
        List<Hash> hashes = arrived.values().stream()
                .map(a -> a.envelope().payload().hash())
                .toList();
        counted = counted.after(facts.window(), hashes);
        return after;
    }

    private Looked look(WindowFacts facts, Hotkey miner, OuterState state) {
        Optional<Sighting.Seen> seen = seen(facts, "envelope", miner);
        if (seen.isEmpty()) {
            return new Looked(Sighting.NOTHING, missing("no envelope"));
        }
        Optional<Sighting.Seen> opening = seen(facts, "opening", miner);
        Sighting sighting = new Sighting(seen, opening);
        var context = new EnvelopeCheck.Context(
                RunId.of(run),
                facts.window(),
                miner,
                state.root(ParallelFor.SEQUENTIAL),
                run.inner().samplesPerWindow(),
                codec.maxPayloadBytes(),
                facts.opening().timestampMillis(),
                WindowSchedule.of(run).deadlineMillis(facts.closing()),
                seen.get().lastModifiedMillis(),
                counted);
        byte[] bytes = buckets.envelope(facts.window(), miner).orElseThrow();
        return switch (EnvelopeCheck.check(bytes, context)) {
            case Checked.Failed<Envelope> failed -> new Looked(sighting, new Checked.Failed<>(failed.rejection()));
            case Checked.Passed<Envelope> passed ->
                new Looked(sighting, open(facts, passed.artifact(), opening, state));
        };
    }

    private Checked<Arrived> open(
            WindowFacts facts, Envelope envelope, Optional<Sighting.Seen> seen, OuterState state) {
        Optional<byte[]> sealed = buckets.payload(facts.window(), envelope.hotkey());
        if (sealed.isEmpty()) {
            return missing("an envelope, but no payload");
        }
        if (seen.isEmpty()) {
            return new Checked.Failed<>(new Rejection(RejectionCode.NOT_OPENED, "no opening", "one opening"));
        }
        var scope = new StateProof.Scope(
                RunId.of(run), facts.window(), facts.closing().hash());
        var context = new OpeningCheck.Context(
                envelope,
                StateProof.of(scope, envelope.hotkey(), state.theta()),
                WindowSchedule.of(run).revealMillis(facts.closing()),
                seen.get().lastModifiedMillis());
        byte[] bytes = buckets.opening(facts.window(), envelope.hotkey()).orElseThrow();
        return switch (OpeningCheck.check(bytes, context)) {
            case Checked.Failed<Opening> failed -> new Checked.Failed<>(failed.rejection());
            case Checked.Passed<Opening> passed ->
                switch (Unsealed.open(envelope, sealed.get(), passed.artifact(), codec, ParallelFor.SEQUENTIAL)) {
                    case Checked.Failed<Unsealed> failed -> new Checked.Failed<>(failed.rejection());
                    case Checked.Passed<Unsealed> unsealed ->
                        new Checked.Passed<>(new Arrived(envelope, unsealed.artifact()));
                };
        };
    }

    private Optional<Sighting.Seen> seen(WindowFacts facts, String kind, Hotkey miner) {
        String key = StoredArtifacts.key(facts.window(), kind, miner);
        return buckets.keys(key).isEmpty()
                ? Optional.empty()
                : Optional.of(Sighting.Seen.of(buckets.get(key), buckets.millis(key)));
    }

    private static Checked<Arrived> missing(String found) {
        return new Checked.Failed<>(new Rejection(RejectionCode.MISSING, found, "an update"));
    }

    private OuterState merge(WindowFacts facts, SortedMap<Hotkey, Arrived> arrived, OuterState state) {
        SortedMap<Hotkey, SparseUpdate> updates = new TreeMap<>();
        arrived.forEach((hotkey, one) -> updates.put(hotkey, one.unsealed().update()));
        SortedMap<Hotkey, Finding> excluded =
                MergeSelection.tooAlike(Likenesses.of(updates, ParallelFor.SEQUENTIAL), run.incentive());
        updates.keySet().removeAll(excluded.keySet());
        List<Arrived> chosen =
                MergeSelection.select(
                                standings,
                                updates.keySet(),
                                facts.window(),
                                facts.closing().hash(),
                                run.outer())
                        .stream()
                        .map(hotkey -> Objects.requireNonNull(arrived.get(hotkey)))
                        .toList();
        OuterState after = OuterState.plain(state.theta().copy());
        OuterStep.apply(
                after,
                chosen.stream().map(a -> a.unsealed().update()).toList(),
                StepRule.of(run, facts.window()),
                ParallelFor.SEQUENTIAL);
        List<Manifest.Entry> entries = chosen.stream()
                .map(a -> new Manifest.Entry(
                        a.envelope().hotkey(),
                        a.envelope().payload().hash(),
                        a.envelope().payload().length()))
                .toList();
        chosen.forEach(a -> buckets.put(
                StoredArtifacts.blobKey(a.envelope().payload().hash(), keypair.hotkey()),
                a.unsealed().payload(),
                0));
        Hash before = state.root(ParallelFor.SEQUENTIAL);
        Hash root = after.root(ParallelFor.SEQUENTIAL);
        var manifest = new Manifest(RunId.of(run), facts.window(), keypair.hotkey(), before, root, entries, excluded);
        buckets.put(StoredArtifacts.key(facts.window(), "manifest", keypair.hotkey()), manifest.sign(keypair), 0);
        return after;
    }

    private Assessment assessment(
            WindowFacts facts, SortedMap<Hotkey, Looked> looked, SortedMap<Hotkey, Arrived> arrived) {
        SortedMap<Hotkey, Evidence> evidence = new TreeMap<>();
        looked.forEach((hotkey, one) -> {
            switch (one.outcome()) {
                case Checked.Passed<Arrived> passed -> evidence.put(hotkey, measured(facts));
                case Checked.Failed<Arrived> failed -> {
                    boolean absent = failed.rejection().code() == RejectionCode.MISSING;
                    if (!absent || standings.of(hotkey).isPresent()) {
                        evidence.put(hotkey, new Evidence.Rejected(failed.rejection()));
                    }
                }
            }
        });
        SortedMap<Hotkey, SparseUpdate> updates = new TreeMap<>();
        arrived.forEach((hotkey, a) -> updates.put(hotkey, a.unsealed().update()));
        return standings.after(
                WindowEvidence.of(facts.window(), evidence, facts.registered())
                        .with(Likenesses.of(updates, ParallelFor.SEQUENTIAL)),
                run.incentive());
    }

    /** Mostly a gain, and from its own samples; once in a while there was no time. */
    private Evidence measured(WindowFacts facts) {
        if (losses.nextInt(12) == 0) {
            return new Evidence.NotEvaluated("no time left in window " + facts.window());
        }
        double before = 5 + losses.nextDouble();
        double gain = 0.05 + 0.04 * losses.nextGaussian();
        return new Evidence.Evaluated(
                before,
                before - gain,
                before + 0.1,
                before + 0.1 - gain,
                0.01 * losses.nextDouble(),
                3 + losses.nextGaussian());
    }

    private void publish(
            WindowFacts facts,
            SortedMap<Hotkey, Looked> looked,
            Assessment assessment,
            OuterState state,
            boolean paid) {
        SortedMap<Hotkey, Sighting> sightings = new TreeMap<>();
        looked.forEach((hotkey, one) -> sightings.put(hotkey, one.sighting()));
        sightings.values().removeIf(Sighting.NOTHING::equals);
        boolean due = WindowSchedule.of(run).isWeightsWindow(facts.window());
        Hash next = EvaluationSecret.of(keypair, RunId.of(run), facts.window().next());
        Scorecard card = new Scorecard(
                new Scorecard.Scope(
                        RunId.of(run), facts.window(), state.root(ParallelFor.SEQUENTIAL), keypair.hotkey()),
                new Scorecard.Basis(
                        previous,
                        EvaluationSecret.of(keypair, RunId.of(run), facts.window()),
                        EvaluationSecret.commitment(next)),
                sightings,
                assessment.verdicts(),
                due
                        ? Weights.of(assessment.standings(), run.incentive(), facts.burn())
                                .toU16()
                        : new TreeMap<>());
        byte[] signed = card.signed(keypair);
        buckets.put(StoredArtifacts.key(facts.window(), "scorecard", keypair.hotkey()), signed, 0);
        standings = due && paid ? assessment.standings().paid() : assessment.standings();
        previous = Optional.of(new Scorecard.Previous(facts.window(), Hash.sha256(signed), due && paid));
    }
}
