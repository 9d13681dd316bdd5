package io.grail.protocol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.incentive.Score;
import io.grail.protocol.window.Window;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private final Findings findings = new Findings(new Window(7));

    @Test
    void whatIsFoundIsKeptInItsOrderWithWindowAndPlace() {
        assertThat(findings.isEmpty()).isTrue();
        findings.add("scorecard-x", "weights.y", 3, 4);
        findings.missing("envelope-z");

        assertThat(findings.isEmpty()).isFalse();
        assertThat(findings.all())
                .containsExactly(
                        new Discrepancy(new Window(7), "scorecard-x", "weights.y", "3", "4"),
                        new Discrepancy(new Window(7), "envelope-z", "the whole", "nothing", "the artifact"));
        assertThat(findings.all().getFirst()).hasToString("window 7: scorecard-x: weights.y: found 3, expected 4");
    }

    @Test
    void ofTwoValuesTheFirstFieldThatDiffersIsNamed() {
        findings.compare("scorecard-x", "score", new Score(1, 0.5), new Score(1, 0.5));
        assertThat(findings.isEmpty()).isTrue();
        findings.compare("scorecard-x", "score", new Score(1, 0.5), new Score(1, 0.25));
        assertThat(findings.all())
                .containsExactly(new Discrepancy(new Window(7), "scorecard-x", "score.work", "0.5", "0.25"));
    }

    @Test
    void whatWasReadStaysAsItWas() {
        var before = findings.all();
        findings.missing("envelope-z");
        assertThat(before).isEmpty();
    }
}
