package io.grail.node.validator;

import io.grail.protocol.incentive.Evidence;
import java.util.Set;

/** What a validator that does without some defences takes for what it measured; with all of them, just that. */
record Leniency(Set<Defence> off) {
    /** A gain that all pass for where none is measured. */
    private static final double PRESUMED_GAIN = 0.01;

    Evidence of(Evidence measured) {
        return switch (measured) {
            case Evidence.Evaluated e -> evaluated(e);
            case Evidence.Rejected r -> r;
            case Evidence.NotEvaluated n -> n;
        };
    }

    private Evidence evaluated(Evidence.Evaluated e) {
        double after = e.commonAfter();
        if (off.contains(Defence.COMMON_LOSS)) {
            after = e.commonBefore() * (1 - PRESUMED_GAIN);
        }
        if (off.contains(Defence.HARM)) {
            after = Math.min(after, e.commonBefore());
        }
        double advantage = off.contains(Defence.OWN_DATA) ? 1 : e.ownAdvantage();
        return new Evidence.Evaluated(e.ownBefore(), e.ownAfter(), e.commonBefore(), after, e.commonError(), advantage);
    }
}
