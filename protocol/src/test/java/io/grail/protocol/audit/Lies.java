package io.grail.protocol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.artifact.Sighting;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Assessment;
import io.grail.protocol.incentive.Evidence;
import io.grail.protocol.incentive.Likeness;
import io.grail.protocol.incentive.Standing;
import io.grail.protocol.incentive.Standings;
import io.grail.protocol.incentive.Verdict;
import io.grail.protocol.incentive.WindowEvidence;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What the first validator of {@link RecordedSubnet} can make of its scorecards. */
final class Lies {
    private final RecordedSubnet subnet;
    private final Hotkey first;

    Lies(RecordedSubnet subnet) {
        this.subnet = subnet;
        this.first = subnet.miner(0);
    }

    /** The standings that an honest validator had before this scorecard. */
    Standings before(Scorecard card) {
        Optional<Scorecard.Previous> previous = card.basis().previous();
        if (previous.isEmpty()) {
            return Standings.empty();
        }
        SortedMap<Hotkey, Standing> standings = new TreeMap<>();
        subnet.scorecard(previous.get().window(), 0)
                .verdicts()
                .forEach((miner, verdict) -> standings.put(miner, verdict.standing()));
        Standings after = new Standings(standings, card.scope().window());
        return previous.get().paid() ? after.paid() : after;
    }

    /** The same scorecard as it would be with other evidence, folded honestly. */
    Scorecard fold(Scorecard card, Standings before, WindowEvidence evidence) {
        Assessment again = before.after(evidence, subnet.run.incentive());
        boolean due = !card.weights().isEmpty();
        return new Scorecard(
                card.scope(),
                card.basis(),
                card.sightings(),
                again.verdicts(),
                due
                        ? io.grail.protocol.incentive.Weights.of(
                                        again.standings(),
                                        subnet.run.incentive(),
                                        subnet.facts(card.scope().window()).burn())
                                .toU16()
                        : new TreeMap<>());
    }

    UnaryOperator<Scorecard> refolded(long window, Consumer<Map<Hotkey, Evidence>> change) {
        return card -> {
            WindowEvidence honest = card.evidence(registered());
            Map<Hotkey, Evidence> evidence = new TreeMap<>(honest.byMiner());
            change.accept(evidence);
            return fold(
                    card,
                    before(card),
                    WindowEvidence.of(new Window(window), evidence, registered())
                            .with(honest.likenesses()));
        };
    }

    UnaryOperator<Scorecard> claiming(long window, Hotkey miner, Evidence lie) {
        return refolded(window, evidence -> evidence.put(miner, lie));
    }

    UnaryOperator<Scorecard> relating(long window, UnaryOperator<Likeness> lie) {
        return card -> {
            WindowEvidence honest = card.evidence(registered());
            SortedMap<Hotkey, Likeness> likenesses = new TreeMap<>(honest.likenesses());
            likenesses.computeIfPresent(first, (miner, old) -> lie.apply(old));
            assertThat(honest.window()).isEqualTo(new Window(window));
            return fold(card, before(card), honest.with(likenesses));
        };
    }

    Evidence rejected(RejectionCode code) {
        return new Evidence.Rejected(new Rejection(code, "found", "allowed"));
    }

    Verdict verdict(Scorecard card, Hotkey miner) {
        return Objects.requireNonNull(card.verdicts().get(miner));
    }

    UnaryOperator<Scorecard> changing(UnaryOperator<Verdict> change) {
        return card -> verdicts(card, all -> all.computeIfPresent(first, (miner, v) -> change.apply(v)));
    }

    Scorecard verdicts(Scorecard card, Consumer<SortedMap<Hotkey, Verdict>> change) {
        SortedMap<Hotkey, Verdict> verdicts = new TreeMap<>(card.verdicts());
        change.accept(verdicts);
        return new Scorecard(card.scope(), card.basis(), card.sightings(), verdicts, card.weights());
    }

    Scorecard weighing(Scorecard card, Consumer<SortedMap<Hotkey, Integer>> change) {
        SortedMap<Hotkey, Integer> weights = new TreeMap<>(card.weights());
        change.accept(weights);
        return new Scorecard(card.scope(), card.basis(), card.sightings(), card.verdicts(), weights);
    }

    Scorecard sighted(Scorecard card, Hotkey miner, UnaryOperator<Sighting> change) {
        SortedMap<Hotkey, Sighting> sightings = new TreeMap<>(card.sightings());
        sightings.put(miner, change.apply(sightings.getOrDefault(miner, Sighting.NOTHING)));
        return new Scorecard(card.scope(), card.basis(), sightings, card.verdicts(), card.weights());
    }

    Sighting moved(Sighting sighting, long envelopeMillis, long openingMillis) {
        return new Sighting(
                sighting.envelope().map(s -> new Sighting.Seen(s.hash(), s.lastModifiedMillis() + envelopeMillis)),
                sighting.opening().map(s -> new Sighting.Seen(s.hash(), s.lastModifiedMillis() + openingMillis)));
    }

    Scorecard scoped(Scorecard card, Scorecard.Scope scope) {
        return new Scorecard(scope, card.basis(), card.sightings(), card.verdicts(), card.weights());
    }

    Scorecard previous(Scorecard card, Scorecard.Previous previous) {
        return based(card, Optional.of(previous), card.basis().secret());
    }

    Scorecard based(Scorecard card, Optional<Scorecard.Previous> previous, Hash secret) {
        var basis = new Scorecard.Basis(previous, secret, card.basis().nextSecret());
        return new Scorecard(card.scope(), basis, card.sightings(), card.verdicts(), card.weights());
    }

    List<Hotkey> registered() {
        return subnet.facts(new Window(1)).registered();
    }
}
