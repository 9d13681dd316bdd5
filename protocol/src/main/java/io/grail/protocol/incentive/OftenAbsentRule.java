package io.grail.protocol.incentive;

import java.util.Optional;

/** {@code maxMissing} absences among the last {@code historyWindows} charged windows put a miner out. */
record OftenAbsentRule() implements PenaltyRule {
    @Override
    public Optional<Penalty> judge(Case c) {
        int count = c.conduct().absences().countIn(c.config().historyWindows());
        if (c.charge() != Charge.ABSENT || count < c.config().maxMissing()) {
            return Optional.empty();
        }
        long until = c.window().number() + 1 + c.config().exileWindows();
        return Optional.of(Penalty.of(Rule.OFTEN_ABSENT, count, c.config().maxMissing(), new Effect.Exile(until)));
    }
}
