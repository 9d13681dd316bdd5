package io.grail.bench.quantise;

import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.state.Parameters;
import java.util.ArrayList;
import java.util.List;

/** All miners' buffers of one window, and what selection keeps of them. */
final class Moment {
    private final long window;
    private final List<Parameters> buffers;
    private final List<KeptTensor> kept = new ArrayList<>();
    private double positionBits;

    Moment(long window, List<Parameters> buffers, CompressionConfig run) {
        this.window = window;
        this.buffers = List.copyOf(buffers);
        OwnFormat signs = new OwnFormat(buffers.getFirst().layout(), run, run.topK(), 1);
        for (Parameters buffer : buffers) {
            OwnFormat.Sent sent = signs.send(buffer);
            positionBits += signs.positionBits(sent);
            for (int tensor = 0; tensor < buffer.layout().count(); tensor++) {
                kept.add(KeptTensor.of(buffer, sent.update(), tensor));
            }
        }
    }

    /** How a way of sending does at this moment. */
    record Measured(double relativeError, double bitsPerValue) {}

    long window() {
        return window;
    }

    List<Parameters> buffers() {
        return buffers;
    }

    List<KeptTensor> kept() {
        return kept;
    }

    /** {@code positionBits} of a position, where they are not as our format has them. */
    Measured measure(Quantiser quantiser, double positionBits) {
        double error = 0;
        double bits = 0;
        for (KeptTensor tensor : kept) {
            double[] received = quantiser.received(tensor);
            for (int i = 0; i < received.length; i++) {
                double off = received[i] - tensor.value(i);
                error += off * off;
            }
            bits += quantiser.bits(tensor);
        }
        return new Measured(error / squares(), positionBits + bits / size());
    }

    /** With positions as our format has them. */
    Measured measure(Quantiser quantiser) {
        return measure(quantiser, positionBits / size());
    }

    /** Our codec itself. */
    Measured measure(OwnFormat format) {
        double error = 0;
        double bits = 0;
        for (Parameters buffer : buffers) {
            OwnFormat.Sent sent = format.send(buffer);
            error += OwnFormat.squaredError(buffer, sent.update());
            bits += sent.payloadBits();
        }
        return new Measured(error / squares(), bits / size());
    }

    private double squares() {
        return kept.stream().mapToDouble(KeptTensor::squares).sum();
    }

    private double size() {
        return kept.stream().mapToLong(KeptTensor::size).sum();
    }
}
