package io.grail.bench.quantise;

/** A sign and one of a few magnitudes, which are the Lloyd–Max levels of the very tensor and travel with it. */
final class TensorLevels implements Quantiser {
    private final int valueBits;

    TensorLevels(int valueBits) {
        this.valueBits = valueBits;
    }

    @Override
    public String name() {
        return "levels fitted to a tensor";
    }

    @Override
    public double[] received(KeptTensor tensor) {
        double[] magnitudes = new double[tensor.size()];
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = Math.abs(tensor.value(i));
        }
        double[] levels = LloydMax.fit(magnitudes, levels());
        double[] received = new double[tensor.size()];
        for (int i = 0; i < received.length; i++) {
            double magnitude = LloydMax.nearest(levels, Math.abs(tensor.value(i)));
            received[i] = Math.copySign(magnitude, tensor.value(i));
        }
        return received;
    }

    @Override
    public double bits(KeptTensor tensor) {
        return (double) tensor.size() * valueBits + levels() * Float.SIZE;
    }

    private int levels() {
        return 1 << (valueBits - 1);
    }
}
