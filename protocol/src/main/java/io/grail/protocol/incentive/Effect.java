package io.grail.protocol.incentive;

/** What a penalty does, and to which stored quantity. */
sealed interface Effect {
    /**
     * Multiplies b, if positive, and with it this window's score. Stored in b alone, and recovers as b's own average
     * does: half of a loss is regained in 14 good windows at decay 0.95.
     */
    record Scale(double factor) implements Effect {}

    /** This window earns nothing. Stores nothing. */
    record NoPay() implements Effect {}

    /** Out of the merge, but still evaluated. Stored in {@link Conduct#outOfMerge()}, until one positive update. */
    record LeaveMerge() implements Effect {}

    /** Everything shown and earned is forgotten, this window's pay too. Stores nothing beyond that. */
    record Reset() implements Effect {}

    /** As {@link Reset}, and put out. Stored in {@link Conduct#exiledUntil()}, until that window. */
    record Exile(long until) implements Effect {}
}
