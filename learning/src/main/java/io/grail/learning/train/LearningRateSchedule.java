package io.grail.learning.train;

import io.grail.protocol.run.InnerConfig;

/**
 * Learning rate of each inner step of a run: linear from nothing to the peak, then half a cosine down to a fraction of
 * the peak at the last step, where it stays.
 *
 * @param warmupSteps the peak is reached at this step; 0 begins at the peak
 * @param totalSteps steps of the whole run, the warm-up included
 * @param finalFraction of the peak, in [0, 1]
 */
public record LearningRateSchedule(double peak, long warmupSteps, long totalSteps, double finalFraction) {
    public LearningRateSchedule {
        if (!(peak > 0) || warmupSteps < 0 || totalSteps < 1 || !(finalFraction >= 0 && finalFraction <= 1)) {
            throw new IllegalArgumentException("no schedule: peak " + peak + ", warm-up " + warmupSteps + " of "
                    + totalSteps + " steps, final fraction " + finalFraction);
        }
    }

    /** The schedule of a run of {@code windows} windows. */
    public static LearningRateSchedule of(InnerConfig inner, int windows) {
        long total = Math.multiplyExact((long) windows, inner.steps());
        return new LearningRateSchedule(inner.learningRate(), inner.warmupSteps(), total, inner.finalFraction());
    }

    /** The rate of step {@code step}, counted from 0 over the whole run. */
    public double at(long step) {
        if (step < 0) {
            throw new IllegalArgumentException("step " + step + " is before the run");
        }
        if (step < warmupSteps) {
            return peak * (step + 1) / warmupSteps;
        }
        long cosineSteps = Math.max(1, totalSteps - 1 - warmupSteps);
        double progress = Math.min(1, (double) (step - warmupSteps) / cosineSteps);
        double fraction = finalFraction + (1 - finalFraction) * 0.5 * (1 + StrictMath.cos(StrictMath.PI * progress));
        return peak * fraction;
    }
}
