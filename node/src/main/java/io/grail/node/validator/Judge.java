package io.grail.node.validator;

import io.grail.learning.eval.Evaluator;
import io.grail.learning.model.LanguageModel;
import io.grail.node.sync.Samples;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Evidence;
import io.grail.protocol.incentive.OwnAdvantage;
import io.grail.protocol.state.MedianNorm;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.ScaledNudge;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.StepRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Measures what each update does to the loss at θ_w (docs/incentive.md, section Evidence).
 *
 * <p>Losses before and after a small step along the update alone, on some of the miner's own samples and on samples
 * that nobody was assigned; and by the signs of one gradient for each miner's samples what every update does for
 * everybody's samples, from which the own-data advantage follows.
 */
public final class Judge {
    /** Why an update is not evaluated that was measured together with others. */
    public static final String OUT_OF_TIME = "the validator ran out of time";

    private final double evalRate;
    private final LanguageModel model;
    private final ParallelFor workers;

    /** Measures with {@code model}, on the thread that owns it; nudges by {@code evalRate} of the outer step. */
    public Judge(double evalRate, LanguageModel model, ParallelFor workers) {
        this.evalRate = evalRate;
        this.model = model;
        this.workers = workers;
    }

    /** One miner's update and the samples of its own on which it is judged. */
    public record Case(Hotkey hotkey, SparseUpdate update, Samples own) {}

    /**
     * Evidence for every case, each nudged by a fraction of what {@code rule} would do; those for which there was no
     * time are {@link Evidence.NotEvaluated}.
     */
    public SortedMap<Hotkey, Evidence> judge(
            StepRule rule, Parameters theta, List<Case> cases, Samples common, BooleanSupplier timeIsUp)
            throws InterruptedException {
        SortedMap<Hotkey, Evidence> evidence = new TreeMap<>();
        if (cases.isEmpty()) {
            return evidence;
        }
        MedianNorm norms =
                MedianNorm.of(theta.layout(), cases.stream().map(Case::update).toList());
        List<ScaledNudge> nudges = new ArrayList<>();
        for (Case one : cases) {
            nudges.add(ScaledNudge.of(one.update(), norms, rule, evalRate));
        }
        model.load(theta);
        Evaluator.LossGradient commonBefore = Evaluator.gradient(model, common.tokens());
        double[] commonEffects = ScaledNudge.effects(nudges, signs(commonBefore.gradient()), workers);
        List<Double> ownBefore = new ArrayList<>();
        double[][] ownEffects = new double[cases.size()][];
        for (int i = 0; i < ownEffects.length && !timeIsUp.getAsBoolean(); i++) {
            Evaluator.LossGradient own =
                    Evaluator.gradient(model, cases.get(i).own().tokens());
            ownBefore.add(own.loss());
            ownEffects[i] = ScaledNudge.effects(nudges, signs(own.gradient()), workers);
        }
        boolean complete = ownBefore.size() == cases.size();
        double[] advantages = complete ? OwnAdvantage.of(ownEffects, commonEffects) : new double[0];
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            if (!complete || timeIsUp.getAsBoolean()) {
                evidence.put(one.hotkey(), new Evidence.NotEvaluated(OUT_OF_TIME));
                continue;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            double ownAfter;
            double[] commonAfter;
            try (var _ = model.nudged(nudges.get(i), theta)) {
                ownAfter = one.own().loss(model);
                commonAfter = common.losses(model);
            }
            evidence.put(
                    one.hotkey(),
                    Evidence.Evaluated.measured(
                            ownBefore.get(i),
                            ownAfter,
                            commonBefore.loss(),
                            mean(commonAfter),
                            errorOfDifference(commonBefore.losses(), commonAfter),
                            advantages[i]));
        }
        return evidence;
    }

    /** In place: an update's coordinates all say equally much of what it was trained on (docs/evaluation-study.md). */
    private static Parameters signs(Parameters gradient) {
        for (int tensor = 0; tensor < gradient.layout().count(); tensor++) {
            float[] values = gradient.values(tensor);
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.signum(values[i]);
            }
        }
        return gradient;
    }

    /**
     * To first order, by how much each update, nudged by a fraction of what {@code rule} would do, lowers the loss of each
     * group of samples: by update, then by group.
     */
    double[][] effects(StepRule rule, Parameters theta, List<SparseUpdate> updates, List<Samples> groups) {
        MedianNorm norms = MedianNorm.of(theta.layout(), updates);
        List<ScaledNudge> nudges = updates.stream()
                .map(update -> ScaledNudge.of(update, norms, rule, evalRate))
                .toList();
        model.load(theta);
        double[][] effects = new double[updates.size()][groups.size()];
        for (int group = 0; group < groups.size(); group++) {
            Parameters gradient =
                    Evaluator.gradient(model, groups.get(group).tokens()).gradient();
            double[] ofGroup = ScaledNudge.effects(nudges, gradient, workers);
            for (int i = 0; i < ofGroup.length; i++) {
                effects[i][group] = ofGroup[i];
            }
        }
        return effects;
    }

    /**
     * What happened to the loss on some samples.
     *
     * @param before mean loss in nats per token
     * @param mean of after − before
     * @param error standard error of {@code mean}; infinite of one sample
     */
    record Change(double before, double mean, double error) {}

    /** From one model to another, sample by sample. */
    Change change(Parameters before, Parameters after, Samples samples) {
        model.load(before);
        double[] first = samples.losses(model);
        model.load(after);
        double[] second = samples.losses(model);
        return new Change(
                mean(first),
                mean(second) - mean(first),
                errorOfDifference(Arrays.stream(first).boxed().toList(), second));
    }

    /** Binary64 in sample order. */
    private static double mean(double[] losses) {
        return Arrays.stream(losses).reduce(0, Double::sum) / losses.length;
    }

    /** Standard error of the mean of after − before over the same samples; infinite of one sample. */
    private static double errorOfDifference(List<Double> before, double[] after) {
        int n = after.length;
        double[] differences = new double[n];
        Arrays.setAll(differences, i -> after[i] - before.get(i));
        double mean = mean(differences);
        double squares = 0;
        for (double difference : differences) {
            squares += (difference - mean) * (difference - mean);
        }
        return n == 1 ? Double.POSITIVE_INFINITY : StrictMath.sqrt(squares / (n - 1) / n);
    }
}
