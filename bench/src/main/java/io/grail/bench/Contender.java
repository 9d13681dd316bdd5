package io.grail.bench;

import java.util.ArrayList;
import java.util.List;

/** A process that trains when it is told to, and what it told of it. */
final class Contender implements AutoCloseable {
    private final PeerProcess process;
    private final List<Double> losses = new ArrayList<>();
    private final Medians seconds = new Medians();

    Contender(PeerProcess process) {
        this.process = process;
    }

    String name() {
        return process.name();
    }

    /** Trains on one batch; {@code counts} is false for warming up. */
    void step(int step, boolean counts) {
        String answer = process.ask("step " + step);
        int space = answer.indexOf(' ');
        losses.add(Double.valueOf(answer.substring(0, space)));
        if (counts) {
            seconds.add(Double.parseDouble(answer.substring(space + 1)));
        }
    }

    long peakBytes() {
        return Long.parseLong(process.ask("memory"));
    }

    /** Median time of the steps that count. */
    double medianSeconds() {
        return seconds.median();
    }

    double lastLoss() {
        return losses.getLast();
    }

    /** The largest difference between the losses of any step. */
    double largestDifference(Contender other) {
        double largest = 0;
        for (int i = 0; i < losses.size(); i++) {
            largest = Math.max(largest, Math.abs(losses.get(i) - other.losses.get(i)));
        }
        return largest;
    }

    @Override
    public void close() {
        process.close();
    }
}
