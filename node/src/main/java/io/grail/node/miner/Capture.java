package io.grail.node.miner;

import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;

/** Sees what a miner is about to select from, for studies of compression. */
@FunctionalInterface
public interface Capture {
    /** Looks at nothing. */
    Capture NONE = (window, errorFeedback, pseudoGradient, decay) -> {};

    /**
     * Selection of {@code window} is next, from βe + Δ.
     *
     * @param errorFeedback e as the last window left it
     * @param pseudoGradient Δ
     * @param decay β in binary32
     */
    void beforeSelection(Window window, Parameters errorFeedback, Parameters pseudoGradient, float decay);
}
