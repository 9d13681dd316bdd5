package io.grail.protocol.audit;

import io.grail.protocol.window.Window;

/**
 * A field of an artifact that is not what follows from all the others.
 *
 * @param artifact as its key names it, e.g. {@code scorecard-5Grw…}
 * @param field e.g. {@code verdicts.5FHn….standing.skill.rating.mu}, or {@code SHA-256} of the whole
 */
public record Discrepancy(Window window, String artifact, String field, String found, String expected) {
    @Override
    public String toString() {
        return "window " + window + ": " + artifact + ": " + field + ": found " + found + ", expected " + expected;
    }
}
