package io.grail.protocol.incentive;

import static io.grail.protocol.incentive.Subnet.good;
import static io.grail.protocol.incentive.Subnet.hotkey;
import static io.grail.protocol.incentive.Subnet.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.artifact.RejectionCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is charged with what of a fault, and who plays the window's match. */
final class ChargesTest {
    private final Subnet subnet = new Subnet();

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NOT_REGISTERED", "UNREACHABLE", "DESYNCED"})
    void aFaultThatCannotBeTheValidatorsIsChargedHoweverManyHaveIt(RejectionCode code) {
        Assessment all = subnet.fold(rejected(code), rejected(code), rejected(code), good(0.1));
        assertThat(first(all).findings())
                .first()
                .satisfies(finding -> assertThat(finding.rule()).isIn(Rule.ABSENT, Rule.INVALID));
        assertThat(subnet.standing(0).skill().matches()).isEqualTo(1);
    }

    @Test
    void whoIsNotRegisteredYetIsExcusedWithoutAFindingHoweverManyTheyAre() {
        Evidence unknown = rejected(RejectionCode.NOT_REGISTERED);
        Verdict verdict = first(subnet.fold(unknown, unknown, unknown, good(0.1)));
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.score()).isEqualTo(Score.ZERO);
        assertThat(verdict.standing()).isEqualTo(Standing.fresh(Subnet.CONFIG));
    }

    @Test
    void anInvalidUpdateOfAMinerInGoodStandingEarnsNothingAndCostsNoAverage() {
        for (int i = 0; i < 10; i++) {
            subnet.fold(good(0.2), good(0.1), good(0.1), good(0.1));
        }
        double b = subnet.binary(0);
        assertThat(b * subnet.ordinal(0)).isPositive();
        Verdict verdict = first(subnet.fold(rejected(RejectionCode.MALFORMED), good(0.1), good(0.1), good(0.1)));
        assertThat(verdict.score()).isEqualTo(Score.ZERO);
        assertThat(subnet.binary(0)).isEqualTo(b);
        assertThat(subnet.ordinal(0)).isPositive();
    }

    @Test
    void whereNobodyWasMeasuredNoMatchIsPlayed() {
        subnet.fold(rejected(RejectionCode.MALFORMED), rejected(RejectionCode.MISSING));
        for (int miner = 0; miner < 2; miner++) {
            assertThat(subnet.standing(miner).skill()).isEqualTo(Skill.fresh(Subnet.CONFIG));
        }
    }

    @Test
    void theAbsentAndTheInvalidShareTheLastPlace() {
        subnet.fold(good(-0.5), rejected(RejectionCode.MISSING), rejected(RejectionCode.MALFORMED));
        assertThat(subnet.standing(1).skill()).isEqualTo(subnet.standing(2).skill());
        assertThat(subnet.ordinal(1)).isLessThan(subnet.ordinal(0));
    }

    private static Verdict first(Assessment assessment) {
        return assessment.verdict(hotkey(0)).orElseThrow();
    }
}
