package io.grail.node.lab.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What breaks a bound, and how it is told. */
class AttackRowTest {
    private static final Interval CLEAR = new Interval(1.05, 0.01);

    private static Interval pay(double mean) {
        return new Interval(mean, 0.01);
    }

    @Test
    void payAboveItsClassBreaksTheBound() {
        assertThat(Bounds.broken(Attack.of("copier"), pay(0.11), Interval.of(List.of(1.0, 1.0)), 0, List.of()))
                .containsExactly("earns 0.11, allowed 0.10");
        assertThat(Bounds.broken(Attack.of("lazy"), pay(0.11), Interval.of(List.of(1.0, 1.0)), 0, List.of()))
                .isEmpty();
    }

    @Test
    void payThatIsNoNumberBreaksTheBound() {
        assertThat(Bounds.broken(Attack.of("copier"), pay(Double.NaN), Interval.of(List.of(1.0)), 0, List.of()))
                .hasSize(1);
    }

    @Test
    void onlyALossBeyondChanceBreaksTheBound() {
        Attack attack = Attack.of("noise");
        assertThat(Bounds.broken(attack, pay(0), CLEAR, 0, List.of())).hasSize(1);
        assertThat(Bounds.broken(attack, pay(0), new Interval(1.05, 0.05), 0, List.of()))
                .isEmpty();
    }

    @Test
    void anHonestWindowPenalisedBreaksTheBound() {
        assertThat(Bounds.broken(Attack.of("noise"), pay(0), Interval.of(List.of(1.0)), 1, List.of()))
                .containsExactly("1 honest windows penalised, allowed 0");
    }

    @Test
    void theIntervalIsStudents() {
        Interval interval = Interval.of(List.of(1.0, 2.0, 3.0));
        assertThat(interval.mean()).isEqualTo(2);
        assertThat(interval.halfWidth()).isCloseTo(4.303 / Math.sqrt(3), org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void whoeverWorksMayBePaidMoreThanTheHonestByChanceAlone() {
        Interval loss = new Interval(1, 0.01);
        assertThat(Bounds.broken(Attack.of("backdoor"), new Interval(1.1, 0.2), loss, 0, List.of()))
                .isEmpty();
        assertThat(Bounds.broken(Attack.of("backdoor"), new Interval(1.1, 0.05), loss, 0, List.of()))
                .hasSize(1);
        assertThat(Bounds.broken(Attack.of("splitter"), new Interval(1.1, 0.2), loss, 0, List.of()))
                .hasSize(1);
    }

    @Test
    void rowsThatScatterAlikeTellTogetherByHowMuch() {
        List<Interval> pooled =
                Interval.pooled(List.of(List.of(1.0, 3.0), List.of(5.0, 5.0), List.of(Double.NaN, 1.0), List.of(7.0)));
        assertThat(pooled).extracting(Interval::mean).startsWith(2.0, 5.0).endsWith(7.0);
        // Two squares of 1 over two degrees of freedom.
        assertThat(pooled.getFirst().halfWidth())
                .isEqualTo(pooled.get(1).halfWidth())
                .isCloseTo(4.303 / Math.sqrt(2), org.assertj.core.data.Offset.offset(1e-9));
        assertThat(pooled.getLast().halfWidth()).isCloseTo(4.303, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void aBrokenBoundIsSeenInEveryReport() {
        AttackRow row = new AttackRow(
                "micro", Attack.of("noise"), pay(0.5), 0.6, CLEAR, 3, 0.9, 0, 100, List.of("earns 0.50, allowed 0.10"));
        AttackTable table = new AttackTable(List.of(row), List.of(), 1, 12, 100, 0, 0.9, 1, 2, List.of(), List.of(), 1);
        assertThat(MarkdownReport.of(table)).contains("| NO |").contains("micro noise: earns 0.50");
        assertThat(JsonReport.of(table)).contains("earns 0.50, allowed 0.10");
        assertThat(PageReport.of(table)).contains("<tr class=no>").contains("earns 0.50");
    }
}
