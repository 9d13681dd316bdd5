package io.grail.protocol.incentive;

import io.grail.protocol.bytes.MalformedException;

/** Names of the rules that a finding can come from: a closed set, each with its byte in canonical bytes. */
public enum Rule {
    /** No update in time; value: windows in a row. */
    ABSENT(1),
    /** Too many absences; value: of the last {@code historyWindows}. */
    OFTEN_ABSENT(2),
    /** Not a valid update; value: of the last {@code historyWindows}. */
    INVALID(3),
    /** Repeatedly not a valid update; value: of the last {@code historyWindows}. */
    OFTEN_INVALID(4),
    /** Made the common loss worse too often; value: of the last {@code historyWindows} evaluations. */
    HARMFUL(5),
    /** Made the common loss worse several times running; value: evaluations in a row. */
    HARMFUL_RUN(6),
    /** Put out for now; value: the window judged, threshold: the first that counts again. */
    EXILED(7),
    /** A fault that most miners share is charged to nobody and paid to nobody; value: share of miners that have it. */
    SHARED_FAULT(8),
    /** More like another update of its window than honest ones are; value: {@link Likeness#excess()}. */
    ALIKE(9),
    /** To first order it is likely to raise the loss, so it was not merged; value: its effect in standard errors. */
    WOULD_HARM(10),
    /** Part of a merge after which the loss jumped, so that nothing was merged; value: the rise, as part of the loss. */
    QUARANTINED(11);

    private final int wire;

    Rule(int wire) {
        this.wire = wire;
    }

    int wire() {
        return wire;
    }

    static Rule ofWire(int wire) {
        for (Rule rule : values()) {
            if (rule.wire == wire) {
                return rule;
            }
        }
        throw new MalformedException("rule " + wire, "1 to " + values().length);
    }
}
