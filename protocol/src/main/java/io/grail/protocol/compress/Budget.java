package io.grail.protocol.compress;

import io.grail.protocol.kernel.Lanes;
import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.run.InvalidRunException;
import io.grail.protocol.state.ChunkGrid;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Chooses densities so that a payload keeps to its bytes and little squared error is left (docs/compression.md, A budget
 * of bytes): every tensor is tried at every density, and bytes go where the next ones gain most.
 *
 * <p>Deterministic: the choice depends on the numbers alone, not on threads.
 */
final class Budget {
    /** Of a tensor at most so many segments are tried at every density: 4 million parameters. */
    private static final int TRIED = 4;

    /** Where the bytes turn out to be more than was estimated, the next choice aims so much lower. */
    private static final double CAUTION = 0.99;

    private final ParameterLayout layout;
    private final CompressionConfig run;
    private final Lanes lanes;
    private final List<Density> options;
    private final double bytes;

    /** The density that takes the least at worst. */
    private final int least;

    /**
     * For a run with a budget.
     *
     * @param headerBytes of a payload, which are not for spending
     * @throws InvalidRunException if not even the least density is sure to fit
     */
    Budget(ParameterLayout layout, CompressionConfig run, Lanes lanes, int headerBytes) {
        this.layout = layout;
        this.run = run;
        this.lanes = lanes;
        options = Density.options(run);
        bytes = run.bytesPerWindow() - headerBytes;
        least = IntStream.range(0, options.size())
                .boxed()
                .min(Comparator.comparingLong(i -> mostBytes(options.get(i))))
                .orElseThrow();
        long needed = mostBytes(options.get(least));
        if (needed > bytes) {
            throw new InvalidRunException(
                    "compression.bytesPerWindow",
                    Integer.toString(run.bytesPerWindow()),
                    "at least " + (needed + headerBytes)
                            + ", which this model may take at the least density below compression.topK = "
                            + run.topK());
        }
    }

    private long mostBytes(Density density) {
        return Segment.of(layout, density.in(run)).stream()
                .mapToLong(Segment::maxBytes)
                .sum();
    }

    /** For every tensor the number of a density; with them the payload keeps to the budget. */
    int[] choose(Parameters errorFeedback, Parameters pseudoGradient, ParallelFor parallel) {
        Trial[][] trials = new Trial[layout.count()][options.size()];
        for (int option = 0; option < options.size(); option++) {
            int density = option;
            Trial[] ofTensors = measure(tensor -> density, TRIED, errorFeedback, pseudoGradient, parallel);
            for (int tensor = 0; tensor < ofTensors.length; tensor++) {
                trials[tensor][option] = ofTensors[tensor];
            }
        }
        double target = bytes;
        while (true) {
            int[] chosen = Spending.choose(trials, least, target);
            Trial[] whole =
                    measure(tensor -> chosen[tensor], Integer.MAX_VALUE, errorFeedback, pseudoGradient, parallel);
            double needed = Arrays.stream(whole).mapToDouble(Trial::bytes).sum();
            if (needed <= bytes) {
                return chosen;
            }
            target *= CAUTION * bytes / needed;
        }
    }

    /** Tries every tensor at one density, on at most {@code most} of its segments, evenly spaced. */
    private Trial[] measure(
            IntUnaryOperator option,
            int most,
            Parameters errorFeedback,
            Parameters pseudoGradient,
            ParallelFor parallel) {
        List<Segment> tried = new ArrayList<>();
        int[] ends = new int[layout.count()];
        double[] shares = new double[layout.count()];
        for (int tensor = 0; tensor < ends.length; tensor++) {
            List<Segment> all = Segment.of(
                    layout, tensor, options.get(option.applyAsInt(tensor)).in(run));
            List<Segment> some = spread(all, most);
            tried.addAll(some);
            ends[tensor] = tried.size();
            shares[tensor] = (double) chunks(all) / chunks(some);
        }
        Trial[] trials = new Trial[tried.size()];
        FirstFinding.run(parallel, trials.length, i -> {
            Segment segment = tried.get(i);
            ChunkGrid grid = new ChunkGrid(layout.tensor(segment.tensor()));
            trials[i] = new SegmentEncoder(segment, grid, lanes)
                    .tryOut(errorFeedback.values(segment.tensor()), pseudoGradient.values(segment.tensor()));
        });
        Trial[] ofTensors = new Trial[ends.length];
        for (int tensor = 0; tensor < ends.length; tensor++) {
            int first = tensor == 0 ? 0 : ends[tensor - 1];
            ofTensors[tensor] = Trial.sum(Arrays.asList(trials).subList(first, ends[tensor]), shares[tensor]);
        }
        return ofTensors;
    }

    private static List<Segment> spread(List<Segment> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        return IntStream.range(0, most)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / most)))
                .toList();
    }

    private static int chunks(List<Segment> segments) {
        return segments.stream().mapToInt(Segment::chunks).sum();
    }
}
