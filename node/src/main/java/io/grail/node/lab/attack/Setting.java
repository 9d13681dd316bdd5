package io.grail.node.lab.attack;

import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunToml;

/**
 * What all runs of a table have in common.
 *
 * @param preset whose rules they keep
 * @param windows how long they are
 * @param lighter whether miners and validators look at half of the samples, for a model that is slow here
 */
record Setting(String preset, int windows, boolean lighter) {
    /** The model that all attacks are tried on. */
    static Setting micro(int windows) {
        return new Setting("micro", windows, false);
    }

    /** The laptop's model, a few windows of it. */
    static Setting tiny(int windows) {
        return new Setting("tiny", windows, true);
    }

    /** Windows from the first to that in which the newcomer comes. */
    int newcomerAfter() {
        return Math.max(1, windows / 6);
    }

    /** The rules of one of them. */
    RunConfig rules(long seed) {
        RunToml.Parsed run = RunToml.parse("preset = \"" + preset + "\"")
                .with("run.windows", Integer.toString(windows))
                .with("run.seed", Long.toString(seed))
                .with("window.weightsEvery", "1");
        if (lighter) {
            run = run.with(
                            "incentive.evalSamples",
                            half(run.config().incentive().evalSamples()))
                    .with("inner.batch", half(run.config().inner().batch()));
        }
        return run.config();
    }

    private static String half(int value) {
        return Integer.toString(value / 2);
    }
}
