package io.grail.protocol.anchor;

import io.grail.protocol.bytes.Hash;

/** Which manifest of a window counts, as far as the blocks that were seen tell; all but the first are final. */
public sealed interface Decision {
    /** Later blocks decide. */
    record Undecided() implements Decision {}

    /**
     * The manifest with this hash counts, and no other ever will.
     *
     * @param manifest SHA-256 of its file
     * @param block after which it was decided
     */
    record Decided(Hash manifest, long block, How how) implements Decision {}

    /**
     * No manifest counts: nothing is merged, and the model stays.
     *
     * @param block after which it was decided
     */
    record Nothing(long block) implements Decision {}

    /** What a manifest had for it. */
    enum How {
        /** More than half of the stake. */
        MAJORITY,
        /** At the last block, more stake than any other; ties went to the lower hash. */
        PLURALITY
    }
}
