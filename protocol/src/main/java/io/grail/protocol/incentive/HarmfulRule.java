package io.grail.protocol.incentive;

import java.util.Optional;

/**
 * More than half of the last {@code historyWindows} evaluations negative scale b by ×0.25, in each window in which it
 * is so. Waived on a plateau, whose negatives do not enter the history either.
 */
record HarmfulRule() implements PenaltyRule {
    private static final double FACTOR = 0.25;

    @Override
    public Optional<Penalty> judge(Case c) {
        int count = c.conduct().negatives().countIn(c.config().historyWindows());
        int threshold = c.config().historyWindows() / 2 + 1;
        if (c.charge() != Charge.EVALUATED || c.field().plateau() || count < threshold) {
            return Optional.empty();
        }
        return Optional.of(Penalty.of(Rule.HARMFUL, count, threshold, new Effect.Scale(FACTOR)));
    }
}
