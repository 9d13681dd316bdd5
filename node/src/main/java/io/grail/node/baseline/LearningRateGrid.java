package io.grail.node.baseline;

import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A grid of learning rates a factor of two apart, widened until its best is not at an end. */
public final class LearningRateGrid {
    private static final double FACTOR = 2;

    private final NavigableMap<Double, AdamWBaseline.Losses> tried = new TreeMap<>();

    void add(double learningRate, AdamWBaseline.Losses losses) {
        tried.put(learningRate, losses);
    }

    public NavigableMap<Double, AdamWBaseline.Losses> tried() {
        return tried;
    }

    /** The rate with the lowest loss on the choosing half. */
    public double best() {
        return tried.entrySet().stream()
                .min(Comparator.comparingDouble(e -> e.getValue().choosing()))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    /** The losses at {@link #best()}. */
    public AdamWBaseline.Losses bestLosses() {
        return Objects.requireNonNull(tried.get(best()));
    }

    /** The rate to try next, so that the best has a neighbour on both sides; empty when it has. */
    OptionalDouble next() {
        double best = best();
        if (tried.higherKey(best) == null) {
            return OptionalDouble.of(best * FACTOR);
        }
        if (tried.lowerKey(best) == null) {
            return OptionalDouble.of(best / FACTOR);
        }
        return OptionalDouble.empty();
    }
}
