package io.grail.node.lab.attack;

import java.util.List;
import java.util.Locale;

/** The table as people read it. */
public final class MarkdownReport {
    private final AttackTable table;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(AttackTable table) {
        this.table = table;
    }

    public static String of(AttackTable table) {
        MarkdownReport report = new MarkdownReport(table);
        report.write();
        return report.out.toString();
    }

    private void write() {
        line("# Attacks");
        line("");
        line(
                "%d seeds, %d windows, %.0f minutes of runs. Pay is in honest miners' pays; loss is that of the run over"
                        + " that of the same seed without attackers, with 95 %% of both sides.",
                table.seeds(), table.windows(), table.runMinutes());
        line("");
        line(
                "| attack | model | class | pay | at most | worst seed | loss | paid until | recall | honest penalised | holds |");
        line("|---|---|---|---|---|---|---|---|---|---|---|");
        table.attacks().forEach(this::row);
        if (!table.defences().isEmpty()) {
            defences();
        }
        line("");
        line(
                "Honest: %d of %d windows penalised, with a recall of %.3f. Newcomers: first pay after %d windows"
                        + " (median), %d (worst).",
                table.honestPenalised(),
                table.honestWindows(),
                table.recall(),
                table.newcomerMedian(),
                table.newcomerWorst());
        list("Bounds that do not hold", table.broken());
        list("Held against honest miners", table.wrongly());
    }

    private void row(AttackRow row) {
        line(
                "| %s | %s | %s | %s | %.2f | %.3f | %s | %.1f | %.3f | %d of %d | %s |",
                row.attack().key(),
                row.model(),
                row.attack().kind().key(),
                interval(row.pay(), 3),
                row.attack().kind().bound(),
                row.worstPay(),
                interval(row.loss(), 4),
                row.untilOut(),
                row.recall(),
                row.honestPenalised(),
                row.honestWindows(),
                holds(row));
    }

    /** What is above its bound by less than chance can do is neither. */
    private static String holds(AttackRow row) {
        if (!row.broken().isEmpty()) {
            return "NO";
        }
        boolean above = row.loss().mean() > Bounds.LOSS
                || row.pay().mean() > row.attack().kind().bound();
        return above ? "within chance" : "yes";
    }

    private void defences() {
        line("");
        line("| without | attack | pay | instead of | loss | instead of | pays |");
        line("|---|---|---|---|---|---|---|");
        for (DefenceRow row : table.defences()) {
            line(
                    "| %s | %s | %.3f | %.3f | %.4f | %.4f | %s |",
                    row.defence().text(),
                    row.attack().key(),
                    row.payWithout(),
                    row.payWith(),
                    row.lossWithout(),
                    row.lossWith(),
                    row.needed() ? "yes" : "others stop it too");
        }
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            line("");
            line("## %s", title);
            items.forEach(item -> line("- %s", item));
        }
    }

    private static String interval(Interval value, int digits) {
        String format = "%." + digits + "f";
        return Double.isNaN(value.halfWidth())
                ? String.format(Locale.ROOT, format, value.mean())
                : String.format(Locale.ROOT, format + " ± " + format, value.mean(), value.halfWidth());
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
