package io.grail.protocol.state;

import io.grail.protocol.kernel.Lanes;
import io.grail.protocol.kernel.Momentum;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges the updates of one window into the shared parameters (docs/state.md, Outer step).
 *
 * <p>Exact: same bytes on any machine and any number of threads. Per coordinate binary32 in manifest order, one
 * rounding an operation; a coordinate that nobody sent, or under a sign a chunk, keeps its bits, unless there is
 * momentum, which moves all. O(number of values sent + number of parameters in their chunks), with momentum O(number of
 * parameters); scratch memory of some chunks for each thread. Source: SparseLoCo,
 * arXiv 2508.15706, algorithm 1, and the median norm of the runs that followed it; the sign is DeMo's, arXiv
 * 2411.19870.
 */
public final class OuterStep {
    /** Chunks that are work enough for a task of its own. */
    private static final int STRIP = 256;

    private final OuterState state;
    private final StepRule rule;
    private final Lanes lanes;

    private OuterStep(OuterState state, StepRule rule, Lanes lanes) {
        this.state = state;
        this.rule = rule;
        this.lanes = lanes;
    }

    /**
     * θ ← θ − α·d, in place, without momentum.
     *
     * @param updates in manifest order
     * @return the factors that were applied
     * @throws IllegalArgumentException if an update is of another layout than {@code theta}
     */
    public static MedianNorm apply(Parameters theta, List<SparseUpdate> updates, StepRule rule, ParallelFor parallel) {
        return apply(OuterState.plain(theta), updates, rule, parallel);
    }

    /**
     * θ ← θ − α·d, or with momentum v ← μ·v + d and θ ← θ − α·(d + μ·v), in place. No updates leave both as they are.
     *
     * @param updates in manifest order
     * @return the factors that were applied
     * @throws IllegalArgumentException if an update is of another layout than the state, or only one of state and rule
     *     has momentum
     */
    public static MedianNorm apply(OuterState state, List<SparseUpdate> updates, StepRule rule, ParallelFor parallel) {
        return apply(state, updates, rule, parallel, Lanes.best());
    }

    static MedianNorm apply(
            OuterState state, List<SparseUpdate> updates, StepRule rule, ParallelFor parallel, Lanes lanes) {
        if (state.momentum().isPresent() != rule.nesterov() > 0) {
            throw new IllegalArgumentException("the state does not belong to a momentum of " + rule.nesterov());
        }
        ParameterLayout layout = state.theta().layout();
        MedianNorm norms = MedianNorm.of(layout, updates);
        OuterStep step = new OuterStep(state, rule, lanes);
        boolean movesUnsent = state.momentum().isPresent() && !updates.isEmpty();
        List<Runnable> strips = new ArrayList<>();
        float[] caps = rule.merge().caps() ? norms.caps(updates, parallel) : new float[layout.count()];
        for (int tensor = 0; tensor < caps.length; tensor++) {
            List<Sender> senders = senders(updates, norms, tensor);
            if (movesUnsent || !senders.isEmpty()) {
                strips.addAll(step.strips(tensor, senders, caps[tensor]));
            }
        }
        parallel.run(strips.size(), i -> strips.get(i).run());
        return norms;
    }

    private static List<Sender> senders(List<SparseUpdate> updates, MedianNorm norms, int tensor) {
        List<Sender> senders = new ArrayList<>();
        for (int peer = 0; peer < updates.size(); peer++) {
            float factor = norms.factor(peer, tensor);
            if (factor > 0) {
                SparseUpdate update = updates.get(peer);
                senders.add(new Sender(update.places(tensor), update.starts(tensor), update.values(tensor), factor));
            }
        }
        return senders;
    }

    /** The merge of one tensor, cut into tasks. */
    private List<Runnable> strips(int tensor, List<Sender> senders, float cap) {
        ChunkGrid grid = new ChunkGrid(state.theta().layout().tensor(tensor));
        List<Runnable> strips = new ArrayList<>();
        for (int chunk = 0; chunk < grid.chunks(); chunk += STRIP) {
            int first = chunk;
            int last = Math.min(chunk + STRIP, grid.chunks());
            strips.add(() -> {
                Mixer mixer = Mixer.of(rule.merge(), senders.size(), cap);
                new TensorMerge(grid, senders, mixer, step(tensor, senders.size())).merge(first, last);
            });
        }
        return strips;
    }

    private ChunkStep step(int tensor, int peers) {
        float[] values = state.theta().values(tensor);
        float rate = (float) rule.rateFor(peers);
        if (state.momentum().isPresent()) {
            float[] velocity = state.momentum().get().values(tensor);
            return new NesterovStep(new Momentum(values, velocity, (float) rule.nesterov(), rate), lanes);
        }
        return rule.sign() ? new SignStep(values, rate, lanes) : new PlainStep(values, rate, lanes);
    }
}
