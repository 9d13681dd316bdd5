package io.grail.protocol.incentive;

import static io.grail.protocol.incentive.Subnet.hotkey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every figure of a standing has a range, both ends of it belong to it, and nothing beyond them does. */
final class FiguresTest {
    private static final double TINY = Double.MIN_VALUE;
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;
    private static final Rating RATING = new Rating(25, 8);

    @Test
    void aDeviationIsFiniteAndAboveZeroAndAMeanFinite() {
        assertThat(new Rating(-1, TINY).sigma()).isPositive();
        for (double sigma : new double[] {0, -1, INFINITE, NAN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Rating(25, sigma));
        }
        for (double mu : new double[] {INFINITE, -INFINITE, NAN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Rating(mu, 1));
        }
    }

    @Test
    void aRatingIsWorthThreeDeviationsLessThanItsMean() {
        assertThat(new Rating(25, 8).ordinal()).isEqualTo(1);
    }

    @Test
    void anAverageIsFromMinusOneToOneAndMatchesAreCounted() {
        assertThat(new Skill(RATING, 0, 1).binary()).isEqualTo(1);
        assertThat(new Skill(RATING, Integer.MAX_VALUE, -1).binary()).isEqualTo(-1);
        for (double binary : new double[] {Math.nextUp(1.0), Math.nextDown(-1.0), NAN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Skill(RATING, 0, binary));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Skill(RATING, -1, 0));
    }

    @Test
    void anAverageGoesUpOrDownByWhatItsDecayLeaves() {
        var skill = new Skill(RATING, 3, 0.5);
        assertThat(skill.averaged(true, 0.75)).isEqualTo(new Skill(RATING, 3, 0.625));
        assertThat(skill.averaged(false, 0.75)).isEqualTo(new Skill(RATING, 3, 0.125));
    }

    @Test
    void aScoreIsAtLeastZeroAndItsWorkAtMostOne() {
        assertThat(new Score(0, 1).work()).isEqualTo(1);
        assertThat(new Score(Double.MAX_VALUE, 0).work()).isZero();
        for (double wrong : new double[] {-TINY, INFINITE, NAN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Score(wrong, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> new Score(0, wrong));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Score(0, Math.nextUp(1.0)));
    }

    @Test
    void earningsAreFiniteAndAtLeastZero() {
        assertThat(new Earnings(0, 0)).isEqualTo(Earnings.NONE);
        for (double wrong : new double[] {-TINY, INFINITE, NAN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Earnings(wrong, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> new Earnings(0, wrong));
        }
    }

    @Test
    void earningsGrowByTheScoresPower() {
        assertThat(new Earnings(1, 2).plus(new Score(3, 0.5), 2)).isEqualTo(new Earnings(10, 2.25));
    }

    @Test
    void sharedPositionsAreAFractionAndAnExcessIsAtMostOne() {
        assertThat(new Likeness(hotkey(1), 0, -INFINITE).positions()).isZero();
        assertThat(new Likeness(hotkey(1), 1, 1).positions()).isEqualTo(1);
        for (double positions : new double[] {-TINY, Math.nextUp(1.0), NAN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Likeness(hotkey(1), positions, 0));
        }
        for (double excess : new double[] {Math.nextUp(1.0), NAN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Likeness(hotkey(1), 0, excess));
        }
    }

    @Test
    void aFindingsFiguresAreFinite() {
        for (double wrong : new double[] {INFINITE, NAN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Finding(Rule.ALIKE, wrong, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> new Finding(Rule.ALIKE, 0, wrong));
        }
    }

    @Test
    void anExileEndsAtAWindow() {
        var none = BitHistory.EMPTY;
        assertThatIllegalArgumentException().isThrownBy(() -> new Conduct(none, none, none, false, -1));
    }

    @Test
    void aShareIsFiniteAndAboveZero() {
        for (double share : new double[] {0, -1, INFINITE, NAN}) {
            var shares = new TreeMap<>(Map.of(hotkey(1), share));
            assertThatIllegalArgumentException().isThrownBy(() -> new Weights(shares));
        }
    }
}
