package io.grail.protocol.incentive;

import java.util.Optional;

/** An update that is not valid earns nothing in its window. Stores nothing beyond the history. */
record InvalidRule() implements PenaltyRule {
    @Override
    public Optional<Penalty> judge(Case c) {
        if (c.charge() != Charge.INVALID) {
            return Optional.empty();
        }
        int count = c.conduct().invalids().countIn(c.config().historyWindows());
        return Optional.of(Penalty.of(Rule.INVALID, count, 1, new Effect.NoPay()));
    }
}
