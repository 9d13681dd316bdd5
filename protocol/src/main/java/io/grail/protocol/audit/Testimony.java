package io.grail.protocol.audit;

import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.incentive.Evidence;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What no one can check afterwards, since only the validator was there: that something was not to be had. */
final class Testimony {
    /** Rejections for which there is nothing left to look at. */
    static final Set<RejectionCode> NOT_SEEN = EnumSet.of(
            RejectionCode.MISSING, RejectionCode.UNREACHABLE, RejectionCode.TOO_LARGE, RejectionCode.NOT_OPENED);

    /** Rejections by which a validator that saw an envelope says that it could not get the payload. */
    static final Set<RejectionCode> NO_PAYLOAD = EnumSet.of(RejectionCode.MISSING, RejectionCode.TOO_LARGE);

    private Testimony() {}

    /** Whether the word of a validator who saw no update, or only part of one, may stand. */
    static boolean mayStand(Optional<Evidence> evidence) {
        return evidence.map(Testimony::mayStand).orElse(true);
    }

    /** Whether it is a rejection for one of {@code codes}. */
    static boolean says(Optional<Evidence> evidence, Set<RejectionCode> codes) {
        return evidence.filter(e -> e instanceof Evidence.Rejected r
                        && codes.contains(r.rejection().code()))
                .isPresent();
    }

    private static boolean mayStand(Evidence evidence) {
        return switch (evidence) {
            case Evidence.Evaluated e -> false;
            case Evidence.NotEvaluated n -> true;
            case Evidence.Rejected r -> NOT_SEEN.contains(r.rejection().code());
        };
    }
}
