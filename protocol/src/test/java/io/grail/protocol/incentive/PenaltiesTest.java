package io.grail.protocol.incentive;

import static io.grail.protocol.incentive.Subnet.foreign;
import static io.grail.protocol.incentive.Subnet.good;
import static io.grail.protocol.incentive.Subnet.hotkey;
import static io.grail.protocol.incentive.Subnet.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.incentive.Evidence.NotEvaluated;
import io.grail.protocol.window.Window;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Miner 0 does what the test says; miners 1 to 3 are honest. */
final class PenaltiesTest {
    private final Subnet subnet = new Subnet();

    @Test
    void absencesInARowTakeAQuarterThenAHalfThenEverything() {
        warmUp(10);
        double b = subnet.binary(0);
        assertThat(absent().findings()).containsExactly(new Finding(Rule.ABSENT, 1, 1));
        assertThat(subnet.binary(0)).isEqualTo(b * 0.75);
        assertThat(absent().findings()).containsExactly(new Finding(Rule.ABSENT, 2, 1));
        assertThat(subnet.binary(0)).isEqualTo(b * 0.75 * 0.5);
        Verdict third = absent();
        assertThat(third.findings()).containsExactly(new Finding(Rule.ABSENT, 3, 1));
        assertThat(third.score()).isEqualTo(Score.ZERO);
        assertThat(subnet.binary(0)).isZero();
    }

    @Test
    void anAbsenceScalesTheScoreOnceAndPaysNoWork() {
        warmUp(10);
        Verdict verdict = absent();
        double ordinal = verdict.standing().skill().rating().ordinal();
        double b = verdict.standing().skill().binary();
        assertThat(verdict.score().skill()).isCloseTo(ordinal * b, within(1e-12));
        assertThat(verdict.score().work()).isZero();
    }

    @Test
    void aPenaltyNeverRaisesANegativeAverage() {
        subnet.fold(foreign(0.1), good(0.1), good(0.1), good(0.1));
        double b = subnet.binary(0);
        absent();
        assertThat(b).isNegative();
        assertThat(subnet.binary(0)).isEqualTo(b);
    }

    @Test
    void aStreakOfAbsencesEndsWithTheNextUpdate() {
        warmUp(10);
        absent();
        play(good(0.1));
        assertThat(absent().findings()).containsExactly(new Finding(Rule.ABSENT, 1, 1));
    }

    @Test
    void fourAbsencesInEightWindowsResetAMinerAndPutItOutForTwentyWindows() {
        warmUp(10);
        for (int i = 0; i < 3; i++) {
            absent();
            play(good(0.1));
        }
        assertThat(absent().findings()).contains(new Finding(Rule.OFTEN_ABSENT, 4, 4));
        assertThat(subnet.share(0)).isZero();
        for (int i = 0; i < 20; i++) {
            Verdict out = play(good(0.9));
            assertThat(out.score()).isEqualTo(Score.ZERO);
            assertThat(out.findings())
                    .singleElement()
                    .satisfies(f -> assertThat(f.rule()).isEqualTo(Rule.EXILED));
            assertThat(subnet.standing(0).skill()).isEqualTo(Skill.fresh(Subnet.CONFIG));
        }
        assertThat(play(good(0.9)).score().work()).isPositive();
    }

    @Test
    void fourAbsencesFarApartAreForgotten() {
        warmUp(10);
        for (int i = 0; i < 6; i++) {
            assertThat(absent().findings()).noneMatch(f -> f.rule() == Rule.OFTEN_ABSENT);
            play(good(0.1));
            play(good(0.1));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NOT_REGISTERED"})
    void everyRejectionOfOneMinerPutsItLastInTheMatch(RejectionCode code) {
        double before = subnet.ordinal(0);
        subnet.fold(rejected(code), good(0.1), good(0.2), good(-0.3));
        assertThat(subnet.ordinal(0)).isLessThan(before).isLessThan(subnet.ordinal(3));
        assertThat(subnet.share(0)).isZero();
    }

    @Test
    void everyInvalidUpdateEarnsNothingAndTheThirdPutsTheMinerOut() {
        for (RejectionCode code : EnumSet.of(RejectionCode.MALFORMED, RejectionCode.DESYNCED, RejectionCode.REPLAYED)) {
            Subnet fresh = new Subnet();
            for (int i = 1; i <= 3; i++) {
                Verdict verdict = first(fresh.fold(rejected(code), good(0.1), good(0.1), good(0.1)));
                assertThat(verdict.score()).isEqualTo(Score.ZERO);
                assertThat(verdict.findings()).contains(new Finding(Rule.INVALID, i, 1));
                assertThat(verdict.findings().contains(new Finding(Rule.OFTEN_INVALID, 3, 3)))
                        .isEqualTo(i == 3);
            }
            assertThat(fresh.standing(0).exiledAt(new Window(23))).isTrue();
            assertThat(fresh.standing(0).exiledAt(new Window(24))).isFalse();
        }
    }

    @Test
    void aFaultThatMostMinersShareIsChargedToNobodyAndPaidToNobody() {
        warmUp(5);
        Standing before = subnet.standing(0);
        for (RejectionCode code : List.of(RejectionCode.UNREACHABLE, RejectionCode.DESYNCED)) {
            Assessment all = subnet.fold(rejected(code), rejected(code), rejected(code), good(0.1));
            Verdict verdict = first(all);
            assertThat(verdict.findings()).containsExactly(new Finding(Rule.SHARED_FAULT, 0.75, 0.5));
            assertThat(verdict.score()).isEqualTo(Score.ZERO);
            assertThat(subnet.standing(0).skill()).isEqualTo(before.skill());
            assertThat(subnet.standing(0).earnings()).isEqualTo(before.earnings());
        }
    }

    @Test
    void halfTheMinersMissingAreCharged() {
        Assessment half = subnet.fold(
                rejected(RejectionCode.UNREACHABLE), rejected(RejectionCode.UNREACHABLE), good(0.1), good(0.2));
        assertThat(first(half).findings()).contains(new Finding(Rule.ABSENT, 1, 1));
    }

    @Test
    void theValidatorsOwnFaultCostsTheMinerNothing() {
        warmUp(5);
        Standing before = subnet.standing(0);
        Score lastScore = before.last();
        Verdict verdict = play(new NotEvaluated("the device was lost"));
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.score()).isEqualTo(lastScore);
        assertThat(subnet.standing(0).skill()).isEqualTo(before.skill());
        assertThat(subnet.standing(0).conduct()).isEqualTo(before.conduct());
        assertThat(subnet.standing(0).earnings())
                .isEqualTo(before.earnings().plus(lastScore, Subnet.CONFIG.scorePower()));
    }

    @Test
    void harmInARowLeavesTheMergeUntilOnePositive() {
        play(good(-0.1));
        play(good(-0.1));
        assertThat(subnet.standing(0).conduct().outOfMerge()).isFalse();
        assertThat(play(good(-0.1)).findings()).contains(new Finding(Rule.HARMFUL_RUN, 3, 3));
        assertThat(subnet.standing(0).conduct().outOfMerge()).isTrue();
        absent();
        play(good(0));
        assertThat(subnet.standing(0).conduct().outOfMerge()).isTrue();
        play(good(0.01));
        assertThat(subnet.standing(0).conduct().outOfMerge()).isFalse();
    }

    @Test
    void moreHarmThanGoodInEightEvaluationsQuartersTheAverage() {
        warmUp(20);
        for (int i = 0; i < 4; i++) {
            assertThat(play(good(-0.1)).findings()).noneMatch(f -> f.rule() == Rule.HARMFUL);
        }
        double b = subnet.binary(0);
        assertThat(play(good(-0.1)).findings()).contains(new Finding(Rule.HARMFUL, 5, 5));
        assertThat(subnet.binary(0)).isCloseTo((0.95 * b + 0.05) * 0.25, within(1e-12));
    }

    @Test
    void onAPlateauHarmIsNobodysFaultThenOrLater() {
        warmUp(5);
        for (int i = 0; i < 10; i++) {
            subnet.fold(good(-0.1), good(-0.2), good(-0.1), good(0.1));
        }
        Verdict later = play(good(-0.1));
        assertThat(later.findings()).isEmpty();
        assertThat(subnet.standing(0).conduct().negatives().streak()).isEqualTo(1);
        assertThat(subnet.standing(0).conduct().outOfMerge()).isFalse();
    }

    private void warmUp(int windows) {
        for (int i = 0; i < windows; i++) {
            play(good(0.11));
        }
    }

    private Verdict absent() {
        return play(rejected(RejectionCode.MISSING));
    }

    private Verdict play(Evidence evidence) {
        return first(subnet.fold(evidence, good(0.1), good(0.1), good(0.1)));
    }

    private static Verdict first(Assessment assessment) {
        return assessment.verdict(hotkey(0)).orElseThrow();
    }

    @Test
    void alikeUpdatesAreHalvedThenResetThenPutOut() {
        warmUp(10);
        double b = subnet.binary(0);
        Verdict mild = alike(0.5);
        assertThat(mild.findings()).containsExactly(new Finding(Rule.ALIKE, 0.5, 0.5));
        assertThat(subnet.binary(0)).isCloseTo((b * 0.95 + 0.05) * 0.5, within(1e-12));
        Verdict clear = alike(0.7);
        assertThat(clear.findings()).containsExactly(new Finding(Rule.ALIKE, 0.7, 0.7));
        assertThat(clear.score()).isEqualTo(Score.ZERO);
        assertThat(clear.standing()).isEqualTo(Standing.fresh(Subnet.CONFIG));
        Verdict same = alike(0.95);
        assertThat(same.findings()).containsExactly(new Finding(Rule.ALIKE, 0.95, 0.95));
        assertThat(subnet.standing(0).exiledAt(new Window(subnet.next() + 19))).isTrue();
        assertThat(subnet.standing(0).exiledAt(new Window(subnet.next() + 20))).isFalse();
    }

    @Test
    void asAlikeAsIsUsualIsNoFault() {
        warmUp(10);
        assertThat(alike(0.499).findings()).isEmpty();
        assertThat(alike(-3).findings()).isEmpty();
    }

    private Verdict alike(double excess) {
        return subnet.foldAlike(excess, good(0.1), good(0.1), good(0.1), good(0.1))
                .verdict(hotkey(0))
                .orElseThrow();
    }
}
