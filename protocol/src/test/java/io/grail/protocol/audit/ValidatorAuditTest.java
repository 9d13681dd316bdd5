package io.grail.protocol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.artifact.Unsealed;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Evidence;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the audit of one window leaves: for others to go on with, and for the next window. */
class ValidatorAuditTest {
    private static final RecordedSubnet SUBNET = new RecordedSubnet();
    private static final Lies LIES = new Lies(SUBNET);
    private static final Hotkey FIRST = SUBNET.miner(0);

    @Test
    void whoPassedIsListedWithItsPayloadAndItsLikeness() {
        ValidatorAudit audit = audit(0, SUBNET.artifacts);
        ValidatorAudit.Outcome outcome = run(audit, 1, 2);

        assertThat(outcome.discrepancies()).isEmpty();
        assertThat(outcome.accepted()).containsOnlyKeys(FIRST, SUBNET.miner(3), SUBNET.miner(4));
        assertThat(outcome.accepted().values()).allMatch(Optional::isPresent);
        assertThat(outcome.likenesses()).containsOnlyKeys(FIRST, SUBNET.miner(3), SUBNET.miner(4));
        assertThat(outcome.sightings()).isEqualTo(6);
        assertThat(outcome.standings()).contains(LIES.before(SUBNET.scorecard(new Window(2), 0)));
        assertThat(audit.memory().lost()).isFalse();
        assertThat(audit.memory().previous().orElseThrow().scorecard()).isEqualTo(SUBNET.scorecard(new Window(2), 0));
    }

    @Test
    void anUpdateThatIsGoneIsListedWithoutPayload() {
        String key = StoredArtifacts.key(new Window(2), "opening", FIRST);
        ValidatorAudit.Outcome outcome = run(audit(0, SUBNET.artifacts.without(key)), 1, 2);

        assertThat(outcome.accepted()).containsEntry(FIRST, Optional.empty()).hasSize(3);
        assertThat(outcome.likenesses()).isEmpty(); // of two nothing can be said
        assertThat(outcome.discrepancies()).extracting(Discrepancy::artifact).containsExactly("opening-" + FIRST);
    }

    @Test
    void aValidatorThatWasAwayLeavesNothingAndIsRememberedAsBefore() {
        ValidatorAudit audit = audit(1, SUBNET.artifacts);
        run(audit, 1, 3);
        ValidatorAudit.Memory before = audit.memory();
        ValidatorAudit.Outcome outcome = run(audit, 4, 4);

        assertThat(outcome.discrepancies()).isEmpty();
        assertThat(outcome.standings()).isEmpty();
        assertThat(outcome.scorecard()).isEmpty();
        assertThat(audit.memory()).isEqualTo(before);
    }

    @Test
    void whatCannotBeReadIsRememberedAsLostUntilTheNextThatCan() {
        String key = StoredArtifacts.key(new Window(2), "scorecard", SUBNET.validator(0));
        ValidatorAudit audit = audit(0, SUBNET.artifacts.with(key, new byte[] {1}));
        ValidatorAudit.Outcome outcome = run(audit, 1, 2);

        assertThat(outcome.standings()).isEmpty();
        assertThat(outcome.scorecard()).isEmpty();
        assertThat(audit.memory().lost()).isTrue();
        assertThat(audit.memory().previous()).isPresent();
        assertThat(run(audit, 3, 3).standings()).isEmpty();
        assertThat(audit.memory().lost()).isFalse();
        assertThat(run(audit, 4, 4).standings()).isPresent();
    }

    @Test
    void ofAScorecardThatGoesOnFromAnUnknownOneNothingIsFolded() {
        ValidatorAudit.Outcome outcome = run(audit(0, SUBNET.artifacts), 3, 3);
        Optional<Scorecard.Previous> claimed =
                SUBNET.scorecard(new Window(3), 0).basis().previous();

        assertThat(outcome.standings()).isEmpty();
        assertThat(outcome.discrepancies())
                .containsExactly(new Discrepancy(
                        new Window(3),
                        "scorecard-" + SUBNET.validator(0),
                        "basis.previous",
                        claimed.toString(),
                        "none"));
    }

    @Test
    void aScorecardThatGoesOnFromNothingIsFoldedFromNothing() {
        Scorecard honest = SUBNET.scorecard(new Window(3), 0);
        Scorecard lie = LIES.based(honest, Optional.empty(), honest.basis().secret());
        ValidatorAudit.Outcome outcome = run(audit(0, publishing(3, lie)), 1, 3);

        Hash previous = honest.basis().previous().orElseThrow().hash();
        assertThat(outcome.discrepancies())
                .extracting(Discrepancy::field)
                .contains("basis.previous")
                .anyMatch(field -> field.startsWith("verdicts."));
        assertThat(outcome.discrepancies().getFirst().expected()).isEqualTo(previous.toString());
        assertThat(outcome.discrepancies().getFirst().found()).isEqualTo("Optional.empty");
    }

    @Test
    void whatWasPaidForIsForgottenAndWhatWasNotIsNot() {
        ValidatorAudit audit = audit(0, SUBNET.artifacts);
        run(audit, 1);
        for (int window = 2; window <= 6; window++) {
            Scorecard card = SUBNET.scorecard(new Window(window), 0);
            assertThat(card.basis().previous().orElseThrow().paid()).isEqualTo(window % 2 == 0);
            double earned = run(audit, window).standings().orElseThrow().byHotkey().values().stream()
                    .mapToDouble(standing -> standing.earnings().work())
                    .sum();
            assertThat(earned > 0).isEqualTo(window % 2 != 0);
        }
    }

    @Test
    void thatAnotherPayloadLayThereIsBelievedOnlyOfThePayloadThatLiesThere() {
        Window window = new Window(3);
        byte[] other = {4, 5, 6};
        Hotkey miner = SUBNET.miner(3); // whose sealed payload is malformed: it counts neither way
        byte[] signed = SUBNET.artifacts.envelope(window, miner).orElseThrow();
        String announced = Envelope.parse(signed).payload().sealedHash().toString();
        String payload = StoredArtifacts.key(window, "payload", miner);

        assertThat(findings(miner, Unsealed.another(Hash.sha256(other), announced), payload, other))
                .isEmpty();
        for (Rejection lie : List.of(
                Unsealed.another(Hash.ZERO, announced),
                new Rejection(RejectionCode.BAD_OPENING, "sealed payload " + Hash.sha256(other), announced))) {
            assertThat(findings(miner, lie, payload, other))
                    .extracting(d -> d.artifact() + ": " + d.field())
                    .containsExactly("payload-" + miner + ": SHA-256");
        }
    }

    /** Of window 3, where the first validator refuses a miner for this and that is what lies under a key. */
    private static List<Discrepancy> findings(Hotkey miner, Rejection claim, String key, byte[] lying) {
        Scorecard card =
                LIES.claiming(3, miner, new Evidence.Rejected(claim)).apply(SUBNET.scorecard(new Window(3), 0));
        return run(audit(0, publishing(3, card).with(key, lying)), 1, 3).discrepancies();
    }

    private static StoredArtifacts publishing(long window, Scorecard card) {
        return SUBNET.artifacts.with(
                StoredArtifacts.key(new Window(window), "scorecard", SUBNET.validator(0)),
                card.signed(SUBNET.validators.getFirst()));
    }

    private static ValidatorAudit audit(int validator, Artifacts seen) {
        return new ValidatorAudit(SUBNET.run, SUBNET.validator(validator), seen, ParallelFor.SEQUENTIAL);
    }

    /** The outcome of the last of these windows. */
    private static ValidatorAudit.Outcome run(ValidatorAudit audit, int first, int last) {
        for (int window = first; window < last; window++) {
            run(audit, window);
        }
        return run(audit, last);
    }

    private static ValidatorAudit.Outcome run(ValidatorAudit audit, int number) {
        Window window = new Window(number);
        OuterState state = SUBNET.state(window);
        return audit.audit(SUBNET.facts(window), state.theta(), state.root(ParallelFor.SEQUENTIAL));
    }
}
