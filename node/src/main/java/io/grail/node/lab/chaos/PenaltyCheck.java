package io.grail.node.lab.chaos;

import io.grail.node.event.NodeEvent;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.List;

/** No miner, all being honest, is charged for more than it missed. */
final class PenaltyCheck {
    private static final String EVALUATED = "evaluated";
    private static final String NOT_EVALUATED = "not evaluated";

    private final Aftermath after;
    private final Chronicle chronicle;

    PenaltyCheck(Aftermath after) {
        this.after = after;
        this.chronicle = after.chronicle();
    }

    List<Violation> violations() {
        List<Violation> found = new ArrayList<>();
        for (Chronicle.Told told : chronicle.told()) {
            if (told.event() instanceof NodeEvent.WindowScored scored) {
                for (NodeEvent.ScoreLine line : scored.scores()) {
                    String miner = after.name(line.hotkey());
                    if (isCharged(line) && !isExcused(told, scored.window(), miner, line)) {
                        String text = miner + " is charged for " + line.outcome() + " " + line.findings();
                        found.add(new Violation(Invariant.NO_HONEST_PENALTY, scored.window(), told.node(), text));
                    }
                }
            }
        }
        return found;
    }

    private static boolean isCharged(NodeEvent.ScoreLine line) {
        boolean judged = !line.outcome().startsWith(NOT_EVALUATED);
        return judged && (!line.outcome().equals(EVALUATED) || !line.findings().isEmpty());
    }

    /** Whether the miner missed it, or this validator's own view of the miner's store was spoilt. */
    private boolean isExcused(Chronicle.Told told, Window window, String miner, NodeEvent.ScoreLine line) {
        if (line.outcome().equals(EVALUATED)) {
            return false;
        }
        long closing = after.closing(window).number();
        return switch (RejectionCode.valueOf(line.outcome())) {
            case MISSING, TOO_LATE ->
                isAway(miner, after.schedule().trainUntil(window) - 1, closing + 1) || wasMisled(told, miner, closing);
            case NOT_OPENED -> isAway(miner, closing, closing + 2) || wasMisled(told, miner, closing);
            case UNREACHABLE -> chronicle.impaired(told.node(), closing, told.block());
            case TOO_EARLY, TOO_LARGE, BAD_SIGNATURE, WRONG_WINDOW, BAD_OPENING, MALFORMED, REPLAYED ->
                chronicle.liedTo(told.node(), miner, closing, told.block());
            case NOT_REGISTERED, WRONG_RUN, DESYNCED, NOT_FINITE, STATE_PROOF_FAILED, HARMFUL -> false;
        };
    }

    private boolean isAway(String miner, long from, long to) {
        return chronicle.impaired(miner, from, to);
    }

    private boolean wasMisled(Chronicle.Told told, String miner, long closing) {
        return chronicle.liedTo(told.node(), miner, closing, told.block());
    }
}
