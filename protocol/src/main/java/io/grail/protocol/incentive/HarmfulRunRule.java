package io.grail.protocol.incentive;

import java.util.Optional;

/** Three negative evaluations in a row keep a miner's updates out of the merge until one is positive. */
record HarmfulRunRule() implements PenaltyRule {
    /** Fewer would strike by chance alone when the gain of a window is near the noise of its measurement. */
    private static final int LIMIT = 3;

    @Override
    public Optional<Penalty> judge(Case c) {
        int streak = c.conduct().negatives().streak();
        if (c.charge() != Charge.EVALUATED || c.field().plateau() || streak < LIMIT) {
            return Optional.empty();
        }
        return Optional.of(Penalty.of(Rule.HARMFUL_RUN, streak, LIMIT, new Effect.LeaveMerge()));
    }
}
