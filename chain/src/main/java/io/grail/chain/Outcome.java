package io.grail.chain;

/** What became of a submitted call. */
public sealed interface Outcome {
    /** It took effect in block {@code block}. */
    record Included(long block) implements Outcome {}

    /**
     * It was refused and changed nothing.
     *
     * @param error Subtensor's own name of the error, e.g. {@code SettingWeightsTooFast}
     * @param advice one sentence: what was wrong and what to do
     */
    record Refused(String error, String advice) implements Outcome {}
}
