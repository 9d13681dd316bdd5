package io.grail.protocol.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Merges the updates of one window into the shared parameters (docs/state.md, Outer step).
 *
 * <p>Exact: same bytes on any machine and any number of threads. Per coordinate binary64 in manifest order, one
 * rounding to binary32 at the end; no coordinate is touched that nobody sent. O(number of values sent), scratch memory
 * of some chunks for each thread. Source: SparseLoCo, arXiv 2508.15706, algorithm 1, and the median-norm clip of the
 * runs that followed it.
 */
public final class OuterStep {
    /** Enough work for a task of its own. */
    private static final int STRIP_VALUES = 1 << 20;

    private OuterStep() {}

    /**
     * θ ← θ − α·d, in place.
     *
     * @param updates in manifest order
     * @return the clip factors that were applied
     * @throws IllegalArgumentException if an update is of another layout than {@code theta}
     */
    public static NormClip apply(Parameters theta, List<SparseUpdate> updates, StepRule rule, ParallelFor parallel) {
        NormClip clip = NormClip.of(theta.layout(), updates, parallel);
        double[] caps = rule.merge().caps()
                ? clip.caps(updates, parallel)
                : new double[theta.layout().count()];
        List<Runnable> strips = new ArrayList<>();
        for (int tensor = 0; tensor < caps.length; tensor++) {
            List<Sender> senders = senders(updates, clip, tensor);
            if (senders.isEmpty()) {
                continue;
            }
            TensorShape shape = theta.layout().tensor(tensor);
            float[] target = theta.values(tensor);
            double cap = caps[tensor];
            ChunkGrid grid = new ChunkGrid(shape);
            int bandsPerStrip = Math.max(1, STRIP_VALUES / grid.bandLength());
            for (int band = 0; band < grid.bands(); band += bandsPerStrip) {
                int first = band;
                int last = Math.min(band + bandsPerStrip, grid.bands());
                strips.add(() -> {
                    Mixer mixer = Mixer.of(rule.merge(), senders.size(), cap);
                    new TensorMerge(target, shape, senders, mixer, rule.rateFor(senders.size())).merge(first, last);
                });
            }
        }
        parallel.run(strips.size(), i -> strips.get(i).run());
        return clip;
    }

    private static List<Sender> senders(List<SparseUpdate> updates, NormClip clip, int tensor) {
        List<Sender> senders = new ArrayList<>();
        for (int peer = 0; peer < updates.size(); peer++) {
            double factor = clip.factor(peer, tensor);
            if (factor > 0) {
                SparseUpdate update = updates.get(peer);
                senders.add(new Sender(update.positions(tensor), update.values(tensor), factor));
            }
        }
        return senders;
    }
}
