package io.grail.protocol.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected figures were recorded from OpenSkill with β 7 and τ 0.1: 6.1.3 without ties, 6.2.0 with them. */
final class PlackettLuceTest {
    private static final PlackettLuce MODEL = new PlackettLuce(7, 0.1);
    private static final Rating FRESH = new Rating(25, 25.0 / 3);

    @Test
    void fourNewcomersComeOutAsTheReferenceRatesThem() {
        check(Collections.nCopies(4, FRESH), new int[] {0, 1, 2, 3}, new double[][] {
            {27.393071250957423, 8.289968889111876},
            {26.32948402830968, 8.237559069741343},
            {24.734103194338065, 8.178196566367324},
            {21.543341526394837, 8.178196566367324}
        });
    }

    @Test
    void tiesComeOutAsTheReferenceRatesThem() {
        check(Collections.nCopies(4, FRESH), new int[] {0, 1, 1, 3}, new double[][] {
            {27.393071250957423, 8.289968889111876},
            {24.734103194338065, 8.237559069741343},
            {24.734103194338065, 8.237559069741343},
            {23.13872236036645, 8.237559069741343}
        });
        check(Collections.nCopies(5, FRESH), new int[] {0, 1, 2, 3, 3}, new double[][] {
            {27.283123196646933, 8.307116489072218},
            {26.569647197694767, 8.275579939200096},
            {25.618345865758545, 8.23804695673919},
            {22.764441869949877, 8.195616894670417},
            {22.764441869949877, 8.195616894670417}
        });
    }

    @Test
    void unevenPlayersAndUnevenTiesComeOutAsTheReferenceRatesThem() {
        List<Rating> before = List.of(new Rating(30, 2), new Rating(20, 5), new Rating(27.5, 1.25), new Rating(15, 8));
        check(before, new int[] {2, 0, 1, 1}, new double[][] {
            {29.81377148819493, 2.0017280413915732},
            {21.17923741316761, 4.991032962979401},
            {27.48305533458027, 1.2538820029019484},
            {15.644325364375177, 7.886567872891371}
        });
        check(List.of(FRESH, new Rating(30, 4)), new int[] {1, 0}, new double[][] {
            {22.9040545156913, 8.09596690343009}, {30.483138083850392, 3.988766454847199}
        });
    }

    @Test
    void whoIsTiedLastLosesHoweverManyTheyAre() {
        for (int absent = 1; absent < 60; absent++) {
            int[] ranks = new int[absent + 1];
            Arrays.fill(ranks, 1, ranks.length, 1);
            List<Rating> after = MODEL.after(Collections.nCopies(absent + 1, FRESH), ranks);
            assertThat(after.get(0).mu()).isGreaterThan(25);
            assertThat(after.get(absent).mu()).isLessThan(25);
            assertThat(after.stream().mapToDouble(Rating::mu).sum()).isCloseTo(25 * (absent + 1), within(1e-9));
        }
    }

    @Test
    void theResultDoesNotDependOnHowRanksAreNumbered() {
        List<Rating> before = List.of(FRESH, new Rating(30, 4), new Rating(20, 6));
        assertThat(MODEL.after(before, new int[] {7, -3, 7})).isEqualTo(MODEL.after(before, new int[] {1, 0, 1}));
    }

    @Test
    void extremeRatingsStayFinite() {
        List<Rating> before = List.of(new Rating(1e5, 1e-3), new Rating(-1e5, 1e-3), new Rating(0, 1e3));
        assertThat(MODEL.after(before, new int[] {2, 1, 0})).hasSize(3);
        assertThat(MODEL.after(before, new int[] {0, 2, 1})).hasSize(3);
    }

    @Test
    void theStrongerPlayerIsFoundFromWhateverOrderOfMatches() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Rating> ratings = new ArrayList<>(Collections.nCopies(6, FRESH));
        for (int match = 0; match < 150; match++) {
            double[] performance = IntStream.range(0, 6)
                    .mapToDouble(i -> 3 * i + 7 * random.nextGaussian())
                    .toArray();
            int[] ranks = IntStream.range(0, 6)
                    .map(i -> (int) IntStream.range(0, 6)
                            .filter(j -> performance[j] > performance[i])
                            .count())
                    .toArray();
            ratings = new ArrayList<>(MODEL.after(ratings, ranks));
        }
        assertThat(ratings.get(5).ordinal())
                .as("seed %d", seed)
                .isGreaterThan(ratings.get(0).ordinal() + 3);
    }

    private static void check(List<Rating> before, int[] ranks, double[][] expected) {
        List<Rating> after = MODEL.after(before, ranks);
        for (int i = 0; i < expected.length; i++) {
            assertThat(after.get(i).mu()).isCloseTo(expected[i][0], within(1e-12));
            assertThat(after.get(i).sigma()).isCloseTo(expected[i][1], within(1e-12));
        }
    }

    @Test
    void onlyDifferencesOfMeansMatterHoweverLargeTheMeansAre() {
        int[] ranks = {1, 0, 2};
        List<Rating> low = MODEL.after(List.of(new Rating(1, 2), new Rating(0, 2), new Rating(3, 2)), ranks);
        for (double shift : new double[] {1e5, -1e5}) {
            List<Rating> high = MODEL.after(
                    List.of(new Rating(shift + 1, 2), new Rating(shift, 2), new Rating(shift + 3, 2)), ranks);
            for (int i = 0; i < 3; i++) {
                assertThat(high.get(i).mu() - shift).isCloseTo(low.get(i).mu(), within(1e-9));
                assertThat(high.get(i).sigma()).isCloseTo(low.get(i).sigma(), within(1e-9));
            }
        }
    }

    @Test
    void whoLosesAsSurelyAsCanBeLosesNothing() {
        List<Rating> before = List.of(new Rating(1e5, 1), new Rating(-1e5, 1));
        List<Rating> after = MODEL.after(before, new int[] {0, 1});
        assertThat(after.get(0).mu()).isEqualTo(1e5);
        assertThat(after.get(1).mu()).isEqualTo(-1e5);
    }

    @Test
    void everyRatingHasARank() {
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.after(List.of(FRESH), new int[] {0, 1}));
    }
}
