package io.grail.protocol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.artifact.Sighting;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.incentive.Evidence;
import io.grail.protocol.incentive.Likeness;
import io.grail.protocol.incentive.Rating;
import io.grail.protocol.incentive.Skill;
import io.grail.protocol.incentive.Standing;
import io.grail.protocol.incentive.Verdict;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A validator that lies, and signs and folds what it lies, is caught at the field that it lied in. */
class LyingValidatorTest {
    private static final RecordedSubnet SUBNET = new RecordedSubnet();
    private static final RecordedAudit AUDIT = new RecordedAudit(SUBNET);
    private static final Evidence NICE = new Evidence.Evaluated(5, 4.8, 5, 4.8, 0.02);
    private static final Hotkey FIRST = SUBNET.miner(0);
    private static final Lies LIES = new Lies(SUBNET);

    @Test
    void evidenceOfALateUpdate() {
        Hotkey late = SUBNET.miner(1);
        assertThat(lie(2, LIES.claiming(2, late, NICE))).containsExactly("verdicts." + late + ".evidence");
        assertThat(lie(2, LIES.claiming(2, late, LIES.rejected(RejectionCode.MALFORMED))))
                .containsExactly("verdicts." + late + ".evidence");
        assertThat(lie(2, LIES.claiming(2, late, LIES.rejected(RejectionCode.MISSING))))
                .containsExactly("verdicts." + late + ".evidence");
    }

    @Test
    void evidenceOfAnUpdateThatIsGood() {
        for (RejectionCode code : List.of(RejectionCode.NOT_OPENED, RejectionCode.REPLAYED, RejectionCode.TOO_LATE)) {
            assertThat(lie(3, LIES.claiming(3, FIRST, LIES.rejected(code))))
                    .as("%s", code)
                    .contains("verdicts." + FIRST + ".evidence");
        }
    }

    @Test
    void evidenceOfAnUpdateOfWhichLittleOrNothingWasSeen() {
        Hotkey unopened = SUBNET.miner(5);
        assertThat(lie(2, LIES.claiming(2, unopened, NICE))).containsExactly("verdicts." + unopened + ".evidence");
        Hotkey absent = SUBNET.miner(1);
        assertThat(lie(6, LIES.claiming(6, absent, NICE))).containsExactly("sightings." + absent);
    }

    @Test
    void verdictsForNobodyAndNoneForSomebody() {
        Hotkey nobody = SUBNET.validator(1);
        Hotkey absent = SUBNET.miner(1);
        assertThat(lie(6, LIES.claiming(6, nobody, LIES.rejected(RejectionCode.MISSING))))
                .containsExactly("verdicts." + nobody);
        assertThat(lie(6, LIES.claiming(6, nobody, new Evidence.NotEvaluated(""))))
                .containsExactly("verdicts." + nobody);
        assertThat(lie(6, LIES.refolded(6, e -> e.remove(absent)))).containsExactly("verdicts." + absent);
        assertThat(lie(3, LIES.refolded(3, e -> e.remove(FIRST))))
                .contains("verdicts." + FIRST + ".evidence", "verdicts." + FIRST);
        Hotkey stranger = Keypair.fromUri("//stranger").hotkey();
        assertThat(lie(3, card -> LIES.verdicts(card, v -> v.put(stranger, LIES.verdict(card, FIRST)))))
                .containsExactly("sightings." + stranger, "verdicts." + stranger);
    }

    @Test
    void everyPartOfAVerdict() {
        assertThat(lie(
                        3,
                        LIES.changing(v -> new Verdict(
                                v.evidence(),
                                v.likeness(),
                                new Standing(
                                        new Skill(
                                                new Rating(
                                                        Math.nextUp(v.standing()
                                                                .skill()
                                                                .rating()
                                                                .mu()),
                                                        v.standing()
                                                                .skill()
                                                                .rating()
                                                                .sigma()),
                                                v.standing().skill().matches(),
                                                v.standing().skill().binary()),
                                        v.standing().conduct(),
                                        v.standing().last(),
                                        v.standing().earnings()),
                                v.findings(),
                                v.score()))))
                .containsExactly("verdicts." + FIRST + ".standing.skill.rating.mu");
        assertThat(lie(
                        3,
                        LIES.changing(v -> new Verdict(
                                v.evidence(),
                                v.likeness(),
                                v.standing(),
                                v.findings(),
                                new io.grail.protocol.incentive.Score(v.score().skill(), 0.123)))))
                .containsExactly("verdicts." + FIRST + ".score.work");
        Hotkey unopened = SUBNET.miner(5);
        assertThat(lie(
                        3,
                        card -> LIES.verdicts(
                                card,
                                all -> all.computeIfPresent(
                                        unopened,
                                        (miner, v) -> new Verdict(
                                                v.evidence(), v.likeness(), v.standing(), List.of(), v.score())))))
                .containsExactly("verdicts." + unopened + ".findings");
    }

    @Test
    void likeness() {
        for (double excess : new double[] {-0.5, 0.99}) {
            assertThat(lie(3, LIES.relating(3, old -> new Likeness(old.other(), old.positions(), excess))))
                    .containsExactly("likeness." + FIRST + ".excess");
        }
        assertThat(lie(3, LIES.relating(3, old -> new Likeness(old.other(), 0.5, old.excess()))))
                .containsExactly("likeness." + FIRST + ".positions");
    }

    @Test
    void weights() {
        assertThat(lie(3, card -> LIES.weighing(card, w -> w.merge(FIRST, 1, Integer::sum))))
                .containsExactly("weights." + FIRST);
        assertThat(lie(3, card -> LIES.weighing(card, w -> w.clear())))
                .hasSize(1)
                .allMatch(f -> f.startsWith("weights."));
        assertThat(lie(2, card -> LIES.weighing(card, w -> w.put(FIRST, 65_535))))
                .containsExactly("weights." + FIRST);
    }

    @Test
    void timesOfSightings() {
        Hotkey late = SUBNET.miner(1);
        assertThat(lie(2, card -> LIES.sighted(card, late, s -> LIES.moved(s, -1_000, 0))))
                .containsExactly("verdicts." + late + ".evidence");
        assertThat(lie(3, card -> LIES.sighted(card, FIRST, s -> LIES.moved(s, 1, 0))))
                .contains("verdicts." + FIRST + ".evidence");
        assertThat(lie(3, card -> LIES.sighted(card, FIRST, s -> LIES.moved(s, 0, 1))))
                .contains("verdicts." + FIRST + ".evidence");
        Hotkey openedLate = SUBNET.miner(2);
        assertThat(lie(4, card -> LIES.sighted(card, openedLate, s -> LIES.moved(s, 0, -1_000))))
                .containsExactly("verdicts." + openedLate + ".evidence");
    }

    @Test
    void sightingsOfWhatWasNotThere() {
        var seen = Sighting.Seen.of(new byte[] {1}, 0);
        assertThat(findings(
                        6,
                        signed(LIES.sighted(
                                SUBNET.scorecard(new Window(6), 0), SUBNET.miner(1), _ -> Sighting.of(seen)))))
                .extracting(Discrepancy::artifact)
                .contains("envelope-" + SUBNET.miner(1));
    }

    @Test
    void thatAnEnvelopeWasNotSeenIsTestimonyThoughItsOpeningWas() {
        Hotkey late = SUBNET.miner(1);
        Scorecard honest = SUBNET.scorecard(new Window(2), 0);
        Scorecard claim =
                LIES.claiming(2, late, LIES.rejected(RejectionCode.MISSING)).apply(honest);
        assertThat(lie(2, _ -> LIES.sighted(claim, late, s -> new Sighting(Optional.empty(), s.opening()))))
                .isEmpty();
        Scorecard more =
                LIES.claiming(2, late, LIES.rejected(RejectionCode.MALFORMED)).apply(honest);
        assertThat(lie(2, _ -> LIES.sighted(more, late, s -> new Sighting(Optional.empty(), s.opening()))))
                .containsExactly("verdicts." + late + ".evidence");
    }

    @Test
    void scope() {
        assertThat(lie(
                        3,
                        card -> LIES.scoped(
                                card,
                                new Scorecard.Scope(
                                        card.scope().run(),
                                        new Window(2),
                                        card.scope().root(),
                                        card.scope().validator()))))
                .containsExactly("scope.window.number");
        assertThat(lie(
                        3,
                        card -> LIES.scoped(
                                card,
                                new Scorecard.Scope(
                                        card.scope().run(),
                                        card.scope().window(),
                                        Hash.ZERO,
                                        card.scope().validator()))))
                .containsExactly("scope.root");
        byte[] others =
                SUBNET.artifacts.scorecard(new Window(3), SUBNET.validator(1)).orElseThrow();
        assertThat(findings(3, others))
                .first()
                .satisfies(d -> assertThat(d.field()).isEqualTo("scope.validator.account"));
    }

    @Test
    void secretAndPrevious() {
        assertThat(lie(3, card -> LIES.based(card, card.basis().previous(), Hash.ZERO)))
                .containsExactly("basis.secret (its commitment)");
        Scorecard.Previous previous =
                SUBNET.scorecard(new Window(3), 0).basis().previous().orElseThrow();
        assertThat(lie(
                        3,
                        card -> LIES.previous(
                                card, new Scorecard.Previous(previous.window(), Hash.ZERO, previous.paid()))))
                .containsExactly("basis.previous.hash");
        assertThat(lie(
                        3,
                        card -> LIES.previous(
                                card, new Scorecard.Previous(new Window(1), previous.hash(), previous.paid()))))
                .containsExactly("basis.previous.window.number");
        assertThat(lie(
                        3,
                        card -> LIES.based(card, Optional.empty(), card.basis().secret())))
                .contains("basis.previous");
        assertThat(lie(1, card -> LIES.previous(card, previous))).containsExactly("basis.previous");
    }

    @Test
    void theNextSecretIsHeldAgainstTheNextScorecard() {
        String key = StoredArtifacts.key(new Window(3), "scorecard", SUBNET.validator(0));
        Scorecard card = SUBNET.scorecard(new Window(3), 0);
        var basis = new Scorecard.Basis(card.basis().previous(), card.basis().secret(), Hash.ZERO);
        byte[] lie = signed(new Scorecard(card.scope(), basis, card.sightings(), card.verdicts(), card.weights()));
        assertThat(AUDIT.from(new Window(3), SUBNET.artifacts.with(key, lie)))
                .extracting(Discrepancy::field)
                .containsExactly("basis.previous.hash", "basis.secret (its commitment)");
    }

    @Test
    void paidWithoutWeights() {
        Scorecard.Previous previous =
                SUBNET.scorecard(new Window(3), 0).basis().previous().orElseThrow();
        var paid = new Scorecard.Previous(previous.window(), previous.hash(), true);
        assertThat(lie(
                        3,
                        card -> LIES.previous(
                                LIES.fold(card, LIES.before(card).paid(), card.evidence(LIES.registered())), paid)))
                .startsWith("basis.previous.paid");
    }

    @Test
    void anOldScorecardInThePlaceOfANewOne() {
        assertThat(lie(3, _ -> SUBNET.scorecard(new Window(2), 0))).containsExactly("scope.window.number");
    }

    @Test
    void figuresFromWhichNothingFiniteFollows() {
        Scorecard lie = LIES.changing(v -> new Verdict(
                        v.evidence(),
                        v.likeness(),
                        new Standing(
                                new Skill(new Rating(25, 1e300), 1, 0.5),
                                v.standing().conduct(),
                                v.standing().last(),
                                v.standing().earnings()),
                        v.findings(),
                        v.score()))
                .apply(SUBNET.scorecard(new Window(2), 0));
        String key = StoredArtifacts.key(new Window(2), "scorecard", SUBNET.validator(0));
        assertThat(AUDIT.from(new Window(2), SUBNET.artifacts.with(key, signed(lie))))
                .extracting(d -> d.window() + " " + d.field())
                .contains("2 verdicts." + FIRST + ".standing.skill.rating.mu", "3 basis.previous.hash", "3 verdicts");
    }

    /** The fields of the first validator's scorecard that are named if it publishes a lie instead. */
    private static List<String> lie(long window, UnaryOperator<Scorecard> lie) {
        Scorecard honest = SUBNET.scorecard(new Window(window), 0);
        String name = "scorecard-" + SUBNET.validator(0);
        return findings(window, signed(lie.apply(honest))).stream()
                .filter(d -> d.artifact().equals(name))
                .map(Discrepancy::field)
                .toList();
    }

    private static List<Discrepancy> findings(long window, byte[] lie) {
        String key = StoredArtifacts.key(new Window(window), "scorecard", SUBNET.validator(0));
        return AUDIT.of(new Window(window), SUBNET.artifacts.with(key, lie));
    }

    private static byte[] signed(Scorecard card) {
        return card.signed(SUBNET.validators.getFirst());
    }
}
