package io.grail.protocol.state;

import java.util.List;

/** Merges a stretch of one tensor, band by band, so that the sums of a band stay in the cache. One thread, one use. */
final class BandMerge {
    /** What one peer sent for the tensor, and the factor to clip it by. */
    static final class Sender {
        private final int[] positions;
        private final float[] values;
        private final double factor;

        Sender(int[] positions, float[] values, double factor) {
            this.positions = positions;
            this.values = values;
            this.factor = factor;
        }

        /** Index of the first value at or after a band's start; all earlier bands come first on the wire. */
        private int firstFrom(long start) {
            int low = 0;
            int high = positions.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (positions[middle] < start) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    private final float[] theta;
    private final List<Sender> senders;
    private final double rate;
    private final int bandLength;
    private final double[] sums;
    private final int[] counts;
    private final int[] from;
    private final int[] until;

    BandMerge(float[] theta, ChunkGrid grid, List<Sender> senders, double rate) {
        this.theta = theta;
        this.senders = senders;
        this.rate = rate;
        bandLength = grid.bandLength();
        sums = new double[bandLength];
        counts = new int[bandLength];
        from = new int[senders.size()];
        until = new int[senders.size()];
    }

    void merge(int firstBand, int lastBand) {
        for (int peer = 0; peer < from.length; peer++) {
            until[peer] = senders.get(peer).firstFrom((long) firstBand * bandLength);
        }
        for (int band = firstBand; band < lastBand; band++) {
            int start = band * bandLength;
            for (int peer = 0; peer < from.length; peer++) {
                from[peer] = until[peer];
                until[peer] = add(senders.get(peer), from[peer], start);
            }
            for (int peer = 0; peer < from.length; peer++) {
                step(senders.get(peer).positions, from[peer], until[peer], start);
            }
        }
    }

    /** Adds a sender's values of the band that begins at {@code start}; returns the index of the first value after it. */
    private int add(Sender sender, int first, int start) {
        long end = (long) start + bandLength;
        int i = first;
        for (; i < sender.positions.length && sender.positions[i] < end; i++) {
            int at = sender.positions[i] - start;
            sums[at] += sender.factor * sender.values[i];
            counts[at]++;
        }
        return i;
    }

    /** Moves θ at one sender's coordinates, unless an earlier sender's pass did, and leaves the sums zero. */
    private void step(int[] positions, int first, int last, int start) {
        for (int i = first; i < last; i++) {
            int at = positions[i] - start;
            if (counts[at] > 0) {
                theta[positions[i]] = (float) (theta[positions[i]] - rate * (sums[at] / counts[at]));
                sums[at] = 0;
                counts[at] = 0;
            }
        }
    }
}
