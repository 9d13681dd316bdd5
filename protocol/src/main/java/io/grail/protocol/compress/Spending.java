package io.grail.protocol.compress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Spends bytes on tensors: from the least density of each, step by step to denser ones, the step of most gain for its
 * bytes first. Among each tensor's densities only those count that no mixture of two others beats; then this is the best
 * there is, but for a remainder that no step fits.
 */
final class Spending {
    private record Step(int tensor, int option, double bytes, double gain) {
        double rate() {
            return gain / bytes;
        }
    }

    private Spending() {}

    /**
     * For every tensor the number of a density.
     *
     * @param trials of every tensor at every density
     * @param least the density to begin with, which is taken whatever it costs
     */
    static int[] choose(Trial[][] trials, int least, double bytes) {
        int[] chosen = new int[trials.length];
        Arrays.fill(chosen, least);
        List<Step> steps = new ArrayList<>();
        double left = bytes;
        for (int tensor = 0; tensor < trials.length; tensor++) {
            steps.addAll(steps(tensor, trials[tensor], least));
            left -= trials[tensor][least].bytes();
        }
        // A stable sort: a tensor's own steps stay in order, and equal ones go by tensor.
        steps.sort(Comparator.comparingDouble(Step::rate).reversed());
        boolean[] full = new boolean[trials.length];
        for (Step step : steps) {
            if (!full[step.tensor] && step.bytes <= left) {
                left -= step.bytes;
                chosen[step.tensor] = step.option;
            } else {
                full[step.tensor] = true;
            }
        }
        return chosen;
    }

    /** Of one tensor, from the least density on: each the step of most gain for its bytes among all that are left. */
    private static List<Step> steps(int tensor, Trial[] trials, int least) {
        List<Step> steps = new ArrayList<>();
        Trial at = trials[least];
        while (true) {
            Step best = null;
            for (int option = 0; option < trials.length; option++) {
                double bytes = trials[option].bytes() - at.bytes();
                double gain = trials[option].gain() - at.gain();
                Step step = new Step(tensor, option, bytes, gain);
                if (bytes > 0 && gain > 0 && (best == null || step.rate() > best.rate())) {
                    best = step;
                }
            }
            if (best == null) {
                return steps;
            }
            steps.add(best);
            at = trials[best.option];
        }
    }
}
