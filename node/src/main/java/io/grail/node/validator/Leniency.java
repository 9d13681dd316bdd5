package io.grail.node.validator;

import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.incentive.Evidence;
import java.util.Set;

/** What a validator that does without some defences takes for what it measured; with all of them, just that. */
record Leniency(Set<Defence> off) {
    /** A gain that all pass for where none is measured. */
    private static final double PRESUMED_GAIN = 0.01;
    /** An own advantage beyond any threshold. */
    private static final double PRESUMED_ADVANTAGE = 1e6;

    Evidence of(Evidence measured) {
        return switch (measured) {
            case Evidence.Evaluated e -> evaluated(e);
            case Evidence.Rejected r -> rejected(r);
            case Evidence.NotEvaluated n -> n;
        };
    }

    private Evidence rejected(Evidence.Rejected r) {
        return off.contains(Defence.ABSENCE) && r.rejection().code() == RejectionCode.MISSING
                ? new Evidence.NotEvaluated("absence is charged to nobody")
                : r;
    }

    private Evidence evaluated(Evidence.Evaluated e) {
        double after = e.commonAfter();
        if (off.contains(Defence.COMMON_LOSS)) {
            after = e.commonBefore() * (1 - PRESUMED_GAIN);
        }
        if (off.contains(Defence.HARM)) {
            after = Math.min(after, e.commonBefore());
        }
        double advantage = off.contains(Defence.OWN_DATA) ? PRESUMED_ADVANTAGE : e.ownAdvantage();
        return new Evidence.Evaluated(e.ownBefore(), e.ownAfter(), e.commonBefore(), after, e.commonError(), advantage);
    }
}
