package io.grail.protocol.incentive;

import java.util.Optional;

/**
 * The first, second and third absence in a row scale b by ×0.75, ×0.5 and 0. The streak ends with the next window in
 * which anything comes in time.
 */
record AbsenceRule() implements PenaltyRule {
    /** One slip costs a quarter; whoever is away for three windows starts again from nothing. */
    private static final double[] FACTORS = {0.75, 0.5, 0};

    @Override
    public Optional<Penalty> judge(Case c) {
        if (c.charge() != Charge.ABSENT) {
            return Optional.empty();
        }
        int streak = c.conduct().absences().streak();
        double factor = FACTORS[Math.min(streak, FACTORS.length) - 1];
        return Optional.of(Penalty.of(Rule.ABSENT, streak, 1, new Effect.Scale(factor)));
    }
}
