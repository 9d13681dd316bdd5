package io.grail.node.lab.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What breaks a bound, and how it is told. */
class AttackRowTest {
    private static final Interval CLEAR = new Interval(1.05, 0.01);

    @Test
    void payAboveItsClassBreaksTheBound() {
        assertThat(Bounds.broken(Attack.of("copier"), 0.11, Interval.of(List.of(1.0, 1.0)), 0, List.of()))
                .containsExactly("earns 0.11, allowed 0.10");
        assertThat(Bounds.broken(Attack.of("lazy"), 0.11, Interval.of(List.of(1.0, 1.0)), 0, List.of()))
                .isEmpty();
    }

    @Test
    void payThatIsNoNumberBreaksTheBound() {
        assertThat(Bounds.broken(Attack.of("copier"), Double.NaN, Interval.of(List.of(1.0)), 0, List.of()))
                .hasSize(1);
    }

    @Test
    void onlyALossBeyondChanceBreaksTheBound() {
        Attack attack = Attack.of("noise");
        assertThat(Bounds.broken(attack, 0, CLEAR, 0, List.of())).hasSize(1);
        assertThat(Bounds.broken(attack, 0, new Interval(1.05, 0.05), 0, List.of()))
                .isEmpty();
    }

    @Test
    void anHonestWindowPenalisedBreaksTheBound() {
        assertThat(Bounds.broken(Attack.of("noise"), 0, Interval.of(List.of(1.0)), 1, List.of()))
                .containsExactly("1 honest windows penalised, allowed 0");
    }

    @Test
    void theIntervalIsStudents() {
        Interval interval = Interval.of(List.of(1.0, 2.0, 3.0));
        assertThat(interval.mean()).isEqualTo(2);
        assertThat(interval.halfWidth()).isCloseTo(4.303 / Math.sqrt(3), org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void aBrokenBoundIsSeenInEveryReport() {
        AttackRow row = new AttackRow(
                "micro", Attack.of("noise"), 0.5, 0.6, CLEAR, 3, 0.9, 0, 100, List.of("earns 0.50, allowed 0.10"));
        AttackTable table = new AttackTable(List.of(row), List.of(), 1, 12, 100, 0, 0.9, 1, 2, List.of(), 1);
        assertThat(MarkdownReport.of(table)).contains("| NO |").contains("micro noise: earns 0.50");
        assertThat(JsonReport.of(table)).contains("earns 0.50, allowed 0.10");
        assertThat(PageReport.of(table)).contains("<tr class=no>").contains("earns 0.50");
    }
}
