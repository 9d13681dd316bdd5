package io.grail.protocol.incentive;

import io.grail.protocol.incentive.Evidence.Rejected;
import java.util.Optional;

/**
 * When most miners are unreachable, or train from another root, the fault is likelier the validator's: nobody is
 * charged. Nor is anybody paid for such a window, or a majority could agree to stop working. Stores nothing.
 */
record SharedFaultRule() implements PenaltyRule {
    @Override
    public Optional<Penalty> judge(Case c) {
        if (c.charge() != Charge.EXCUSED
                || !(c.evidence() instanceof Rejected r)
                || !Charge.couldBeOurs(r.rejection().code())) {
            return Optional.empty();
        }
        double share = c.field().share(r.rejection().code());
        return Optional.of(Penalty.of(Rule.SHARED_FAULT, share, Field.SHARED, new Effect.NoPay()));
    }
}
