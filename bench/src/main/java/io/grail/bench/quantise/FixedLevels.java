package io.grail.bench.quantise;

import java.util.List;

/**
 * A sign, one of a few magnitudes, and a scale for each chunk or each tensor: its mean magnitude. The magnitudes are
 * Lloyd–Max levels of other stages' numbers, fixed for good; with one bit that is a sign with the mean.
 */
final class FixedLevels implements Quantiser {
    /** As the format has it: 8 bits of exponent, 7 of fraction, one to tell a short chunk. */
    private static final int CHUNK_SCALE_BITS = 16;

    private final int valueBits;
    private final boolean perChunk;
    private double[] levels = {1};

    FixedLevels(int valueBits, boolean perChunk) {
        this.valueBits = valueBits;
        this.perChunk = perChunk;
    }

    @Override
    public String name() {
        return "fixed levels, scale of a " + (perChunk ? "chunk" : "tensor");
    }

    @Override
    public void fit(List<KeptTensor> tensors) {
        double[] ratios = new double[tensors.stream().mapToInt(KeptTensor::size).sum()];
        int filled = 0;
        for (KeptTensor tensor : tensors) {
            for (int group = 0; group < groups(tensor); group++) {
                double scale = scale(tensor, group);
                for (int i = start(tensor, group); i < end(tensor, group); i++) {
                    ratios[filled++] = Math.abs(tensor.value(i)) / scale;
                }
            }
        }
        levels = LloydMax.fit(ratios, 1 << (valueBits - 1));
    }

    @Override
    public double[] received(KeptTensor tensor) {
        double[] received = new double[tensor.size()];
        for (int group = 0; group < groups(tensor); group++) {
            double scale = scale(tensor, group);
            for (int i = start(tensor, group); i < end(tensor, group); i++) {
                double magnitude = scale * LloydMax.nearest(levels, Math.abs(tensor.value(i)) / scale);
                received[i] = Math.copySign(magnitude, tensor.value(i));
            }
        }
        return received;
    }

    @Override
    public double bits(KeptTensor tensor) {
        double scales = perChunk ? (double) tensor.chunks() * CHUNK_SCALE_BITS : Float.SIZE;
        return (double) tensor.size() * valueBits + scales;
    }

    /** The upper 16 bits of binary32 for a chunk, rounded to the nearest; a tensor's scale costs nothing to speak of. */
    private double scale(KeptTensor tensor, int group) {
        double mean = tensor.meanMagnitude(start(tensor, group), end(tensor, group));
        int bits = Float.floatToRawIntBits((float) mean);
        return perChunk ? Float.intBitsToFloat((bits + 0x8000) & 0xffff0000) : mean;
    }

    private int groups(KeptTensor tensor) {
        return perChunk ? tensor.chunks() : 1;
    }

    private int start(KeptTensor tensor, int group) {
        return perChunk ? tensor.chunkStart(group) : 0;
    }

    private int end(KeptTensor tensor, int group) {
        return perChunk ? tensor.chunkEnd(group) : tensor.size();
    }
}
