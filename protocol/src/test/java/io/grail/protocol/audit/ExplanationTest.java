package io.grail.protocol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.BitHistory;
import io.grail.protocol.incentive.Conduct;
import io.grail.protocol.incentive.Earnings;
import io.grail.protocol.incentive.Evidence;
import io.grail.protocol.incentive.Finding;
import io.grail.protocol.incentive.Likeness;
import io.grail.protocol.incentive.Rating;
import io.grail.protocol.incentive.Rule;
import io.grail.protocol.incentive.Score;
import io.grail.protocol.incentive.Skill;
import io.grail.protocol.incentive.Standing;
import io.grail.protocol.incentive.Verdict;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Hotkey MINER = hotkey(1);
    private static final Hotkey OTHER = hotkey(2);
    private static final Standing CLEAN = standing(false, 0);

    @Test
    void ofWhomNothingIsSaidThereIsNothingToExplain() {
        assertThat(Explanation.of(card(verdict(new Evidence.NotEvaluated("why"), CLEAN), Map.of()), OTHER))
                .isEmpty();
    }

    @Test
    void aMeasurementIsGivenInItsFigures() {
        var evaluated = new Evidence.Evaluated(4, 3.9, 5, 4.95, 0.002, 3.25);
        assertThat(lines(verdict(evaluated, CLEAN)))
                .containsExactly(
                        "evaluated: lowered the loss by 2.500 % on its own samples (4.0000 to 3.9000) and by 1.000 % on"
                                + " common ones (5.0000 to 4.9500, error 0.0020); own-data advantage 3.25",
                        "standing: ordinal 3.000 (mu 27.000, sigma 8.000, 12 matches), own-data average 0.400",
                        "earned: skill 1.2000, work 0.5000");
    }

    @Test
    void aRejectionSaysWhatWasFoundAndWhatIsAllowed() {
        var rejected = new Evidence.Rejected(new Rejection(RejectionCode.TOO_LATE, "12001", "until 12000"));
        assertThat(lines(verdict(rejected, CLEAN)).getFirst())
                .isEqualTo("rejected: TOO_LATE: found 12001; allowed until 12000");
    }

    @Test
    void theValidatorsOwnFaultIsSaidToBeIts() {
        assertThat(lines(verdict(new Evidence.NotEvaluated("the device was lost"), CLEAN))
                        .getFirst())
                .isEqualTo("not evaluated, by no fault of the miner: the device was lost");
    }

    @Test
    void likenessIsGivenWithWhomAndHowMuch() {
        var verdict = new Verdict(
                new Evidence.NotEvaluated(""),
                Optional.of(new Likeness(OTHER, 0.754, 0.5125)),
                CLEAN,
                List.of(),
                Score.ZERO);
        assertThat(lines(verdict))
                .contains("most like the update of " + OTHER + ": 75 % of its positions, excess of likeness 0.513");
    }

    @Test
    void everyFindingNamesItsRuleWithValueAndThreshold() {
        Set<String> meanings = new HashSet<>();
        for (Rule rule : Rule.values()) {
            var verdict = new Verdict(
                    new Evidence.NotEvaluated(""),
                    Optional.empty(),
                    CLEAN,
                    List.of(new Finding(rule, 5, 0.625)),
                    Score.ZERO);
            String line = lines(verdict).get(1);
            assertThat(line).startsWith(rule + ": ").endsWith("; value 5.000, threshold 0.6250");
            meanings.add(line.substring(line.indexOf(' ')));
        }
        assertThat(meanings).hasSize(Rule.values().length).allMatch(meaning -> meaning.length() > 50);
    }

    @Test
    void whoIsOutIsToldUntilWhen() {
        assertThat(lines(verdict(new Evidence.NotEvaluated(""), standing(true, 0))))
                .anyMatch(line ->
                        line.endsWith("own-data average 0.400, out of the merge until an update lowers the loss"));
        assertThat(lines(verdict(new Evidence.NotEvaluated(""), standing(false, 31))))
                .anyMatch(line -> line.endsWith("own-data average 0.400, out until window 31"));
    }

    @Test
    void theWeightIsGivenWhereWeightsAreSet() {
        Verdict verdict = verdict(new Evidence.NotEvaluated(""), CLEAN);
        assertThat(Explanation.of(card(verdict, Map.of(MINER, 16_384, OTHER, 49_152)), MINER))
                .last()
                .isEqualTo("weight: 16384 of 65535, 25.00 % of all");
        assertThat(Explanation.of(card(verdict, Map.of(OTHER, 65_535)), MINER))
                .last()
                .isEqualTo("weight: 0 of 65535, 0.00 % of all");
    }

    private static List<String> lines(Verdict verdict) {
        return Explanation.of(card(verdict, Map.of()), MINER);
    }

    private static Verdict verdict(Evidence evidence, Standing standing) {
        return new Verdict(evidence, Optional.empty(), standing, List.of(), new Score(1.2, 0.5));
    }

    private static Standing standing(boolean outOfMerge, long exiledUntil) {
        return new Standing(
                new Skill(new Rating(27, 8), 12, 0.4),
                new Conduct(BitHistory.EMPTY, BitHistory.EMPTY, BitHistory.EMPTY, outOfMerge, exiledUntil),
                Score.ZERO,
                new Earnings(0, 0));
    }

    private static Scorecard card(Verdict verdict, Map<Hotkey, Integer> weights) {
        SortedMap<Hotkey, Verdict> verdicts = new TreeMap<>();
        verdicts.put(MINER, verdict);
        return new Scorecard(
                new Scorecard.Scope(new RunId(Hash.ZERO), new Window(7), Hash.ZERO, OTHER),
                new Scorecard.Basis(Optional.empty(), Hash.ZERO, Hash.ZERO),
                new TreeMap<>(),
                verdicts,
                new TreeMap<>(weights));
    }

    private static Hotkey hotkey(int number) {
        byte[] key = new byte[32];
        key[0] = (byte) number;
        return Hotkey.of(key);
    }
}
