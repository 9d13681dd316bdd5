package io.grail.node.validator;

/**
 * A defence that an experiment can do without, to show what it is for. A validator on a network never does: only the lab
 * passes any.
 */
public enum Defence {
    /** Updates are sealed until the deadline. Without: miners show their key with the envelope. */
    SEAL("seal", "updates are sealed until the deadline"),
    /** A payload that counted does not count again. Without: whoever sent it. */
    REPLAY("replay", "no payload counts twice"),
    /** Proof that θ_w is held. Without: whatever is said is believed, of the model root too. */
    STATE_PROOF("state-proof", "a proof that the miner holds the model"),
    /** The own-data average. Without: everybody passes for having trained on its assignment. */
    OWN_DATA("own-data", "the average of who trained on its own samples"),
    /** The measured loss. Without: every update passes for equally good. */
    COMMON_LOSS("common-loss", "the measured effect on the loss"),
    /** What would harm is not merged. Without: whatever is valid is. */
    SCREENING("screening", "what would harm, to first order, is not merged"),
    /** Updates that say the same are charged and not merged. Without: each counts for itself. */
    LIKENESS("likeness", "updates of one worker behind several hotkeys are told"),
    /** Penalties for harm. Without: harmful updates pass for useless ones, and stay in the merge. */
    HARM("harm", "who does harm leaves the merge"),
    /** Who does not come is charged. Without: absence passes for the validator's own fault. */
    ABSENCE("absence", "who does not come is charged");

    private final String key;
    private final String text;

    Defence(String key, String text) {
        this.key = key;
        this.text = text;
    }

    /** As people name it. */
    public String key() {
        return key;
    }

    /** What it is, in a few words. */
    public String text() {
        return text;
    }
}
