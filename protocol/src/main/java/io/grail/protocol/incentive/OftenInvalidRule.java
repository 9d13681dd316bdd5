package io.grail.protocol.incentive;

import java.util.Optional;

/** Several invalid updates among the last {@code historyWindows} charged windows put a miner out. */
record OftenInvalidRule() implements PenaltyRule {
    /** Two can be one bad restart; a third is a habit. Lower would put out who resynchronises, higher invites probing. */
    private static final int LIMIT = 3;

    @Override
    public Optional<Penalty> judge(Case c) {
        int count = c.conduct().invalids().countIn(c.config().historyWindows());
        if (c.charge() != Charge.INVALID || count < LIMIT) {
            return Optional.empty();
        }
        long until = c.window().number() + 1 + c.config().exileWindows();
        return Optional.of(Penalty.of(Rule.OFTEN_INVALID, count, LIMIT, new Effect.Exile(until)));
    }
}
