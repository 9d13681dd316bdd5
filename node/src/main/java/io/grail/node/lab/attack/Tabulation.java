package io.grail.node.lab.attack;

import io.grail.node.validator.Defence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Makes the table out of what experiments showed. */
final class Tabulation {
    private final Matrix matrix;
    private final Map<Experiment, Observed> observed;

    Tabulation(Matrix matrix, Map<Experiment, Observed> observed) {
        this.matrix = matrix;
        this.observed = observed;
    }

    AttackTable table() {
        List<AttackRow> rows = new ArrayList<>();
        long[] seeds = matrix.seedNumbers();
        rows.addAll(rows(matrix.micro(), seeds, matrix.attacks()));
        rows.addAll(rows(Matrix.tiny(), seeds, matrix.larger()));
        List<DefenceRow> defences = matrix.defences().stream().map(this::row).toList();
        // Runs end in any order; a table of the same runs is the same.
        List<Observed> all = observed.values().stream()
                .sorted(Comparator.comparing(run -> run.experiment().text()))
                .toList();
        Collection<Observed> defended =
                all.stream().filter(o -> o.experiment().without().isEmpty()).toList();
        List<Integer> waits = defended.stream()
                .map(run -> run.shown().newcomerWait())
                .sorted()
                .toList();
        return new AttackTable(
                rows,
                defences,
                matrix.seeds(),
                matrix.windows(),
                defended.stream().mapToInt(Tabulation::honestWindows).sum(),
                defended.stream().mapToInt(Tabulation::honestPenalised).sum(),
                recall(defended),
                waits.get(waits.size() / 2),
                waits.getLast(),
                defended.stream()
                        .flatMap(o -> o.shown().wrongly().stream()
                                .map(text -> o.experiment().text() + ": " + text))
                        .toList(),
                all.stream()
                        .map(run -> new RunLine(
                                run.experiment().text(),
                                run.shown().pay(),
                                run.shown().losses()))
                        .toList(),
                all.stream().mapToDouble(run -> run.shown().seconds()).sum() / 60);
    }

    private List<AttackRow> rows(Setting setting, long[] seeds, List<Attack> attacks) {
        List<List<Observed>> runs = attacks.stream()
                .map(attack -> runs(seeds, seed -> Experiment.of(setting, seed, attack)))
                .toList();
        List<Interval> losses =
                Interval.pooled(runs.stream().map(this::lossRatios).toList());
        List<AttackRow> rows = new ArrayList<>();
        for (int i = 0; i < attacks.size(); i++) {
            rows.add(row(attacks.get(i), runs.get(i), losses.get(i)));
        }
        return rows;
    }

    private AttackRow row(Attack attack, List<Observed> runs, Interval loss) {
        List<Double> pays = runs.stream().map(run -> pay(attack, run)).toList();
        Interval pay = Interval.of(pays);
        int penalised = runs.stream().mapToInt(Tabulation::honestPenalised).sum();
        List<String> failures =
                runs.stream().flatMap(run -> run.honestFailures().stream()).toList();
        return new AttackRow(
                runs.getFirst().experiment().setting().preset(),
                attack,
                pay,
                pays.stream().mapToDouble(p -> p).max().orElse(Double.NaN),
                loss,
                runs.stream().flatMapToInt(Tabulation::lastPaid).average().orElse(0),
                recall(runs),
                penalised,
                runs.stream().mapToInt(Tabulation::honestWindows).sum(),
                Bounds.broken(attack, pay, loss, penalised, failures));
    }

    private DefenceRow row(Defence defence) {
        Attack attack = Matrix.target(defence);
        long[] seeds = matrix.seedNumbers();
        List<Observed> with = runs(seeds, seed -> Experiment.of(matrix.micro(), seed, attack));
        List<Observed> without = runs(seeds, seed -> Experiment.without(matrix.micro(), seed, defence, attack));
        return new DefenceRow(
                defence, attack, meanPay(attack, with), meanPay(attack, without), meanLoss(with), meanLoss(without));
    }

    private List<Observed> runs(long[] seeds, LongFunction<Experiment> experiment) {
        return LongStream.of(seeds)
                .mapToObj(experiment)
                .filter(observed::containsKey)
                .map(e -> Objects.requireNonNull(observed.get(e)))
                .toList();
    }

    private double meanPay(Attack attack, List<Observed> runs) {
        return runs.stream().mapToDouble(run -> pay(attack, run)).average().orElse(Double.NaN);
    }

    private double meanLoss(List<Observed> runs) {
        return Interval.of(lossRatios(runs)).mean();
    }

    private List<Double> lossRatios(List<Observed> runs) {
        return runs.stream().map(this::lossRatio).toList();
    }

    private double lossRatio(Observed run) {
        return run.shown().loss() / control(run).shown().loss();
    }

    private Observed control(Observed run) {
        return Objects.requireNonNull(observed.get(run.experiment().control()));
    }

    private double pay(Attack attack, Observed run) {
        return switch (attack.kind()) {
            case WORTHLESS, LESS -> run.attackersPay() / attack.size();
            case SYBIL -> run.attackersPay();
            case VALIDATOR -> (double) run.attackersRao() / control(run).attackersRao();
        };
    }

    private static IntStream lastPaid(Observed run) {
        return run.cast().attackers().stream().mapToInt(name -> run.of(name).lastPaid());
    }

    private static int honestWindows(Observed run) {
        return run.cast().honest().stream()
                .mapToInt(name -> run.of(name).windows())
                .sum();
    }

    private static int honestPenalised(Observed run) {
        return run.cast().honest().stream()
                .mapToInt(name -> run.of(name).penalised())
                .sum();
    }

    private static double recall(Collection<Observed> runs) {
        int caught = 0;
        int windows = 0;
        for (Observed run : runs) {
            for (String name : run.cast().attackers()) {
                caught += run.of(name).caught();
                windows += run.of(name).windows();
            }
        }
        return windows == 0 ? Double.NaN : (double) caught / windows;
    }
}
