package io.grail.protocol.incentive;

import java.util.Optional;

/** A miner that was put out earns nothing until its exile ends. Stores nothing: the end is in its conduct already. */
record ExileRule() implements PenaltyRule {
    @Override
    public Optional<Penalty> judge(Case c) {
        if (c.charge() != Charge.EXILED) {
            return Optional.empty();
        }
        double until = (double) c.conduct().exiledUntil();
        return Optional.of(Penalty.of(Rule.EXILED, (double) c.window().number(), until, new Effect.NoPay()));
    }
}
