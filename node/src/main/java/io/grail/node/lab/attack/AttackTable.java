package io.grail.node.lab.attack;

import java.util.List;

/**
 * What a matrix of experiments showed.
 *
 * @param newcomerMedian windows from registration to first pay
 * @param recall over all attackers' windows
 * @param runs by their names
 * @param runMinutes wall time of all runs added up
 */
public record AttackTable(
        List<AttackRow> attacks,
        List<DefenceRow> defences,
        int seeds,
        int windows,
        int honestWindows,
        int honestPenalised,
        double recall,
        int newcomerMedian,
        int newcomerWorst,
        List<String> wrongly,
        List<RunLine> runs,
        double runMinutes) {
    public AttackTable {
        attacks = List.copyOf(attacks);
        defences = List.copyOf(defences);
        wrongly = List.copyOf(wrongly);
        runs = List.copyOf(runs);
    }

    /** All bounds that do not hold, in words; empty in a sound table. */
    public List<String> broken() {
        return attacks.stream()
                .flatMap(row -> row.broken().stream()
                        .map(text -> row.model() + " " + row.attack().key() + ": " + text))
                .toList();
    }
}
