package io.grail.protocol.incentive;

import static io.grail.protocol.incentive.Subnet.hotkey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.incentive.Evidence.NotEvaluated;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VerdictTest {
    private static final Likeness LIKENESS = new Likeness(hotkey(7), 0.75, -0.5);
    private static final Standing STANDING = new Standing(
            new Skill(new Rating(24, 7), 12, -0.25),
            new Conduct(new BitHistory(5, 3), new BitHistory(2, 4), new BitHistory(9, 5), true, 31),
            new Score(4, 0.5),
            new Earnings(6, 2));

    @Test
    void aVerdictIsReadBackAsItWasWrittenWithEveryRule() {
        for (Rule rule : Rule.values()) {
            for (Optional<Likeness> likeness : List.of(Optional.<Likeness>empty(), Optional.of(LIKENESS))) {
                var verdict = verdict(likeness, List.of(new Finding(rule, 3, 2), new Finding(Rule.INVALID, 1, 1)));
                var in = new CanonicalReader(written(verdict));
                assertThat(Verdict.read(in)).isEqualTo(verdict);
                in.end();
            }
        }
    }

    @Test
    void rulesHaveTheBytesFromOneOnInTheirOrder() {
        assertThat(Arrays.stream(Rule.values()).map(Rule::wire)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        for (int wire : new int[] {0, 12}) {
            assertThatThrownBy(() -> Rule.ofWire(wire)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void aVerdictTakesAsManyBytesAsItsParts() {
        int evidence = 1 + 4 + 3;
        int likeness = 1 + 32 + 8 + 8;
        int standing = 8 + 8 + 4 + 8 + 3 * 9 + 1 + 8 + 16 + 16;
        int finding = 1 + 8 + 8;
        int score = 8 + 8;
        assertThat(written(verdict(Optional.of(LIKENESS), List.of(new Finding(Rule.ABSENT, 1, 1)))))
                .hasSize(evidence + likeness + standing + 4 + finding + score);
        assertThat(written(verdict(Optional.empty(), List.of()))).hasSize(evidence + 1 + standing + 4 + score);
    }

    @Test
    void atMostSixteenFindings() {
        var finding = new Finding(Rule.ABSENT, 1, 1);
        assertThat(verdict(Optional.empty(), Collections.nCopies(16, finding)).findings())
                .hasSize(16);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verdict(Optional.empty(), Collections.nCopies(17, finding)));
    }

    private static Verdict verdict(Optional<Likeness> likeness, List<Finding> findings) {
        return new Verdict(new NotEvaluated("why"), likeness, STANDING, findings, new Score(3, 0.25));
    }

    private static byte[] written(Verdict verdict) {
        var out = new CanonicalWriter();
        verdict.write(out);
        return out.toByteArray();
    }
}
