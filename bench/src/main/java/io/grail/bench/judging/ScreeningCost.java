package io.grail.bench.judging;

import io.grail.bench.Medians;
import io.grail.bench.codec.BigModel;
import io.grail.bench.codec.RandomUpdates;
import io.grail.learning.device.Device;
import io.grail.learning.eval.Evaluator;
import io.grail.learning.model.LanguageModel;
import io.grail.node.cli.Progress;
import io.grail.protocol.run.MergeRule;
import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.MedianNorm;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.ScaledNudge;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.StepRule;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** How long it takes to screen many updates, against the one gradient that it takes. */
final class ScreeningCost {
    private static final int WARM_UP = 1;
    private static final int LENGTH = 256;
    private static final StepRule RULE = new StepRule(MergeRule.of("scatter-mean"), false, 1, 4);
    private static final double EVAL_RATE = 0.2;

    private final BigModel big;
    private final int[][] samples;
    private final List<SparseUpdate> updates;
    private final ParallelFor workers;
    private final Medians gradient = new Medians();
    private final Medians norm = new Medians();
    private final Medians products = new Medians();

    /** Draws {@code updates} updates of {@code topK} values in 4,096, and {@code count} samples. */
    ScreeningCost(BigModel big, int updates, int topK, int count, ParallelFor workers) {
        this.big = big;
        this.workers = workers;
        RandomUpdates random = new RandomUpdates(big.layout(), topK, workers);
        this.updates = LongStream.range(0, updates).mapToObj(random::draw).toList();
        SplittableRandom tokens = new SplittableRandom(1);
        samples = new int[count][];
        for (int i = 0; i < count; i++) {
            samples[i] = tokens.ints(LENGTH + 1, 0, big.config().vocabSize()).toArray();
        }
    }

    /** So many turns of gradient, norms and products; prints their medians. */
    void measure(int turns) {
        try (LanguageModel model = LanguageModel.create(big.config(), Device.named("cpu"))) {
            model.load(Genesis.parameters(big.config(), 1, workers));
            for (int turn = 0; turn < WARM_UP + turns; turn++) {
                Progress.onStderr().say("screening: turn " + (turn + 1) + " of " + (WARM_UP + turns));
                turn(model, turn >= WARM_UP);
            }
        }
        print();
    }

    private void turn(LanguageModel model, boolean counts) {
        long begin = System.nanoTime();
        Parameters slope = Evaluator.gradient(model, samples).gradient();
        long known = System.nanoTime();
        MedianNorm norms = MedianNorm.of(big.layout(), updates);
        List<ScaledNudge> nudges = updates.stream()
                .map(update -> ScaledNudge.of(update, norms, RULE, EVAL_RATE))
                .toList();
        long scaled = System.nanoTime();
        ScaledNudge.effects(nudges, slope, workers);
        long done = System.nanoTime();
        if (counts) {
            gradient.add((known - begin) / 1e9);
            norm.add((scaled - known) / 1e9);
            products.add((done - scaled) / 1e9);
        }
    }

    private void print() {
        System.out.printf(
                Locale.ROOT,
                "%,d parameters, %d updates of %,d values, %d samples of %d tokens%n",
                big.layout().size(),
                updates.size(),
                updates.getFirst().size(),
                samples.length,
                LENGTH);
        System.out.printf("%-44s %10s %16s%n", "", "seconds", "x gradient");
        row("gradient: one forward and backward pass", gradient.median());
        row("norms", norm.median());
        row("products", products.median());
        row("screening without the gradient", norm.median() + products.median());
        row("screening with the gradient", gradient.median() + norm.median() + products.median());
    }

    private void row(String name, double seconds) {
        System.out.printf(Locale.ROOT, "%-44s %10.4f %16.4f%n", name, seconds, seconds / gradient.median());
    }
}
