package io.grail.protocol.incentive;

import io.grail.protocol.run.IncentiveConfig;
import java.util.Optional;

/**
 * Updates that are more alike than honest ones of their window: mildly, b × 0.5; clearly, everything is forgotten; as good
 * as the same, out as well. Both sides: while updates are sealed nobody can copy from who does not let him.
 */
record LikenessRule() implements PenaltyRule {
    private static final double MILD_FACTOR = 0.5;

    @Override
    public Optional<Penalty> judge(Case c) {
        return c.charge() == Charge.EVALUATED
                ? c.likeness().flatMap(likeness -> judge(likeness.excess(), c))
                : Optional.empty();
    }

    private static Optional<Penalty> judge(double excess, Case c) {
        IncentiveConfig config = c.config();
        if (excess >= config.alikeSame()) {
            long until = c.window().number() + 1 + config.exileWindows();
            return Optional.of(Penalty.of(Rule.ALIKE, excess, config.alikeSame(), new Effect.Exile(until)));
        }
        if (excess >= config.alikeClear()) {
            return Optional.of(Penalty.of(Rule.ALIKE, excess, config.alikeClear(), new Effect.Reset()));
        }
        if (excess >= config.alikeMild()) {
            return Optional.of(Penalty.of(Rule.ALIKE, excess, config.alikeMild(), new Effect.Scale(MILD_FACTOR)));
        }
        return Optional.empty();
    }
}
