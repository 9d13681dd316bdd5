package io.grail.bench.quantise;

/**
 * The established rule: for the whole tensor four bins, 1.5 standard deviations wide and centred on −3, −1.5, 0 and 1.5
 * of them about the mean; a value is sent as its bin's number and received as the mean of its bin.
 */
final class FourBinRule implements Quantiser {
    private static final int BINS = 4;
    private static final int RANGE = 6;
    /** Mean, width and four bin means in binary32, and the bins' offset. */
    private static final int TENSOR_BITS = 7 * Float.SIZE;

    private final int valueBits;

    /** {@code valueBits} that a bin's number takes: 8 as it ran, 2 if it were packed. */
    FourBinRule(int valueBits) {
        this.valueBits = valueBits;
    }

    @Override
    public String name() {
        return "four bins of a tensor";
    }

    @Override
    public double[] received(KeptTensor tensor) {
        int n = tensor.size();
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += tensor.value(i) / n;
        }
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (tensor.value(i) - mean) * (tensor.value(i) - mean);
        }
        double width = RANGE * Math.sqrt(squares / (n - 1)) / BINS;
        if (!(width > 0) || Double.isInfinite(width)) {
            width = 1;
        }
        int[] bin = new int[n];
        double[] sums = new double[BINS];
        int[] counts = new int[BINS];
        for (int i = 0; i < n; i++) {
            double centred = tensor.value(i) - mean;
            bin[i] = (int) Math.clamp(Math.rint(centred / width + BINS / 2.0), 0, BINS - 1.0);
            sums[bin[i]] += centred;
            counts[bin[i]]++;
        }
        double[] received = new double[n];
        for (int i = 0; i < n; i++) {
            received[i] = sums[bin[i]] / counts[bin[i]] + mean;
        }
        return received;
    }

    @Override
    public double bits(KeptTensor tensor) {
        return (double) tensor.size() * valueBits + TENSOR_BITS;
    }
}
