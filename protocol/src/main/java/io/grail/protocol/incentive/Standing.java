package io.grail.protocol.incentive;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.run.IncentiveConfig;
import io.grail.protocol.window.Window;

/**
 * All that a validator remembers of one hotkey.
 *
 * @param last the score of the last window; repeated for a window that the validator itself failed to judge
 * @param earnings since weights were last set
 */
public record Standing(Skill skill, Conduct conduct, Score last, Earnings earnings) {
    public static Standing fresh(IncentiveConfig config) {
        return new Standing(Skill.fresh(config), Conduct.CLEAN, Score.ZERO, Earnings.NONE);
    }

    public boolean exiledAt(Window window) {
        return window.number() < conduct.exiledUntil();
    }

    Standing with(Skill next) {
        return new Standing(next, conduct, last, earnings);
    }

    Standing with(Conduct next) {
        return new Standing(skill, next, last, earnings);
    }

    /** Forgets everything, unpaid earnings included, and puts the miner out. */
    static Standing exiledUntil(long window, IncentiveConfig config) {
        return new Standing(Skill.fresh(config), Conduct.exiledUntil(window), Score.ZERO, Earnings.NONE);
    }

    Standing earning(Score score, double power) {
        return new Standing(skill, conduct, score, earnings.plus(score, power));
    }

    Standing paid() {
        return new Standing(skill, conduct, last, Earnings.NONE);
    }

    /** Every field in declared order. */
    public void write(CanonicalWriter out) {
        skill.write(out);
        conduct.write(out);
        last.write(out);
        earnings.write(out);
    }

    /**
     * The inverse of {@link #write}.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public static Standing read(CanonicalReader in) {
        return new Standing(Skill.read(in), Conduct.read(in), Score.read(in), Earnings.read(in));
    }
}
