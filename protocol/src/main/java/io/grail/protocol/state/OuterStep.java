package io.grail.protocol.state;

import io.grail.protocol.run.OuterConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges the updates of one window into the shared parameters (docs/state.md, Outer step).
 *
 * <p>Exact: same bytes on any machine and any number of threads. Per coordinate a binary64 sum in manifest order, one
 * rounding to binary32 at the end; no coordinate is touched that nobody sent. O(number of values sent), scratch memory
 * of one band of a tensor for each thread. Source: SparseLoCo, arXiv 2508.15706, algorithm 1, and the median-norm clip
 * of the runs that followed it.
 */
public final class OuterStep {
    private static final int BANDS_PER_STRIP = 16;

    private OuterStep() {}

    /**
     * θ ← θ − α·d, in place.
     *
     * @param updates in manifest order
     * @return the clip factors that were applied
     * @throws IllegalArgumentException if an update is of another layout than {@code theta}
     */
    public static NormClip apply(
            Parameters theta, List<SparseUpdate> updates, OuterConfig outer, ParallelFor parallel) {
        NormClip clip = NormClip.of(theta.layout(), updates, parallel);
        List<Runnable> strips = new ArrayList<>();
        for (int tensor = 0; tensor < theta.layout().count(); tensor++) {
            List<BandMerge.Sender> senders = senders(updates, clip, tensor);
            if (senders.isEmpty()) {
                continue;
            }
            ChunkGrid grid = new ChunkGrid(theta.layout().tensor(tensor));
            float[] target = theta.values(tensor);
            double rate = rate(outer, senders.size());
            for (int band = 0; band < grid.bands(); band += BANDS_PER_STRIP) {
                int first = band;
                int last = Math.min(band + BANDS_PER_STRIP, grid.bands());
                strips.add(() -> new BandMerge(target, grid, senders, rate).merge(first, last));
            }
        }
        parallel.run(strips.size(), i -> strips.get(i).run());
        return clip;
    }

    /**
     * The outer rate for a tensor that {@code merged} peers sent: α·√(min(1, referencePeers / merged)).
     *
     * <p>Few coordinates have two senders, so nearly every value sent is applied in full and the length of the merged
     * step grows with the root of the number of peers; the factor takes that growth back.
     */
    public static double rate(OuterConfig outer, int merged) {
        if (merged <= outer.referencePeers()) {
            return outer.learningRate();
        }
        return outer.learningRate() * StrictMath.sqrt(outer.referencePeers() / (double) merged);
    }

    private static List<BandMerge.Sender> senders(List<SparseUpdate> updates, NormClip clip, int tensor) {
        List<BandMerge.Sender> senders = new ArrayList<>();
        for (int peer = 0; peer < updates.size(); peer++) {
            double factor = clip.factor(peer, tensor);
            if (factor > 0) {
                SparseUpdate update = updates.get(peer);
                senders.add(new BandMerge.Sender(update.positions(tensor), update.values(tensor), factor));
            }
        }
        return senders;
    }
}
