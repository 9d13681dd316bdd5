package io.grail.protocol.state;

import io.grail.protocol.kernel.Dct;
import io.grail.protocol.kernel.ScalarLanes;
import io.grail.protocol.run.MergeRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** docs/state.md, Outer step, line by line over every coordinate: what the real one is compared with. */
final class NaiveOuterStep {
    private NaiveOuterStep() {}

    static void apply(OuterState state, List<SparseUpdate> updates, StepRule rule) {
        Parameters theta = state.theta();
        for (int tensor = 0; tensor < theta.layout().count(); tensor++) {
            List<List<Float>> sent = sent(updates, tensor, theta.values(tensor).length, rule.merge());
            int peers = peers(updates, tensor);
            double rate = rule.rate();
            if (!rule.sign() && rule.merge() != MergeRule.MEAN) {
                // Without peers the quotient is infinite and the rate whole.
                rate *= Math.sqrt(Math.min(1, rule.referencePeers() / (double) peers));
            }
            float[] values = theta.values(tensor);
            float[] d = new float[values.length];
            for (int at = 0; at < values.length; at++) {
                d[at] = sent.get(at).isEmpty() ? 0 : merged(sent.get(at), peers, rule.merge());
            }
            if (rule.sign()) {
                signs(d, theta.layout().tensor(tensor));
            }
            if (state.momentum().isPresent() && !updates.isEmpty()) {
                nesterov(values, state.momentum().get().values(tensor), d, (float) rule.nesterov(), (float) rate);
                continue;
            }
            for (int at = 0; at < values.length; at++) {
                values[at] = values[at] - (float) rate * d[at];
            }
        }
    }

    private static void nesterov(float[] theta, float[] v, float[] d, float mu, float rate) {
        for (int at = 0; at < theta.length; at++) {
            float decayed = mu * v[at];
            v[at] = decayed + d[at];
            float ahead = mu * v[at];
            float step = rate * (d[at] + ahead);
            theta[at] = theta[at] - step;
        }
    }

    /** Coefficients become the signs of what they stand for. */
    private static void signs(float[] d, TensorShape shape) {
        ChunkGrid grid = new ChunkGrid(shape);
        for (int i = 0; i < grid.chunks(); i++) {
            ChunkGrid.Chunk chunk = grid.chunk(i);
            float[] block = new float[chunk.size()];
            for (int j = 0; j < block.length; j++) {
                block[j] = d[chunk.position(j)];
            }
            new Dct(new ScalarLanes()).inverse(block, chunk.rows(), chunk.columns());
            for (int j = 0; j < block.length; j++) {
                d[chunk.position(j)] = Math.signum(block[j]);
            }
        }
    }

    private static float merged(List<Float> values, int peers, MergeRule merge) {
        List<Float> sorted = values.stream().sorted().toList();
        int s = values.size();
        return switch (merge) {
            case SCATTER_MEAN -> sum(values) / s;
            case MEAN -> sum(values) / peers;
            case TRIMMED_MEAN -> {
                int t = s < 3 ? 0 : Math.max(1, s / 5);
                yield t == 0 ? sum(values) / s : sum(sorted.subList(t, s - t)) / (s - 2 * t);
            }
            case MEDIAN -> {
                if (s == 2) {
                    float[] three = {sorted.get(0), sorted.get(1), 0};
                    Arrays.sort(three);
                    yield three[1];
                }
                yield (sorted.get((s - 1) / 2) + sorted.get(s / 2)) / 2;
            }
        };
    }

    /** For every coordinate the scaled, and where the rule caps capped, values in manifest order. */
    private static List<List<Float>> sent(List<SparseUpdate> updates, int tensor, int size, MergeRule merge) {
        float[] factors = factors(updates, tensor);
        float cap = merge.caps() ? cap(updates, tensor, factors) : Float.MAX_VALUE;
        List<List<Float>> sent = new ArrayList<>();
        for (int at = 0; at < size; at++) {
            sent.add(new ArrayList<>());
        }
        for (int peer = 0; peer < factors.length; peer++) {
            // Computed at every call.
            int[] positions = updates.get(peer).positions(tensor);
            float[] values = updates.get(peer).values(tensor);
            for (int i = 0; factors[peer] > 0 && i < positions.length; i++) {
                float value = factors[peer] * values[i];
                sent.get(positions[i]).add(Math.max(-cap, Math.min(cap, value)));
            }
        }
        return sent;
    }

    /** Zero for those that are left out. */
    private static float[] factors(List<SparseUpdate> updates, int tensor) {
        double[] norms = updates.stream().mapToDouble(u -> u.norm(tensor)).toArray();
        double median = lowerMedian(Arrays.stream(norms).filter(n -> n > 0).toArray());
        float[] factors = new float[norms.length];
        for (int peer = 0; peer < norms.length; peer++) {
            double factor = norms[peer] == 0 ? 0 : median / norms[peer];
            factors[peer] = factor < Float.MIN_NORMAL || factor > Float.MAX_VALUE ? 0 : (float) factor;
        }
        return factors;
    }

    private static float cap(List<SparseUpdate> updates, int tensor, float[] factors) {
        List<Double> largest = new ArrayList<>();
        for (int peer = 0; peer < factors.length; peer++) {
            float most = 0;
            for (float value : updates.get(peer).values(tensor)) {
                most = Math.max(most, factors[peer] * Math.abs(value));
            }
            if (factors[peer] > 0) {
                largest.add((double) most);
            }
        }
        return (float) lowerMedian(largest.stream().mapToDouble(n -> n).toArray());
    }

    private static int peers(List<SparseUpdate> updates, int tensor) {
        int peers = 0;
        for (float factor : factors(updates, tensor)) {
            peers += factor > 0 ? 1 : 0;
        }
        return peers;
    }

    private static double lowerMedian(double[] values) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[(values.length - 1) / 2];
    }

    private static float sum(List<Float> values) {
        return values.stream().reduce(0f, Float::sum);
    }
}
