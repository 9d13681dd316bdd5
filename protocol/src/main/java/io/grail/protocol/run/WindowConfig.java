package io.grail.protocol.run;

/**
 * Section {@code [window]}: the phases inside a window, as block offsets from its first block.
 *
 * <p>{@code 0 … mergeBlocks}: gather and merge the previous window's updates; until {@code decideBlocks}: validators
 * anchor a manifest; from its decision, which comes early where they agree, until {@code blocks − uploadBlocks}: train;
 * the last {@code uploadBlocks}: compress and upload.
 *
 * @param blocks window length B in blocks
 * @param graceSeconds an update counts until timestamp of block (w+1)·B plus this
 * @param revealSeconds after that, until when an opening counts
 * @param mergeBlocks by this offset the previous window's first manifest is due; then another validator proposes one
 * @param decideBlocks at this offset it is decided which manifest of the previous window counts, if not before
 * @param uploadBlocks training stops this many blocks before the window ends
 * @param weightsEvery windows between two settings of weights
 * @param checkpointEvery windows between two checkpoints
 */
public record WindowConfig(
        int blocks,
        int graceSeconds,
        int revealSeconds,
        int mergeBlocks,
        int decideBlocks,
        int uploadBlocks,
        int weightsEvery,
        int checkpointEvery) {
    public WindowConfig {
        Range.check("window.blocks", blocks, 4, 100_000);
        Range.check("window.graceSeconds", graceSeconds, 0, 3_600);
        Range.check("window.revealSeconds", revealSeconds, 0, 3_600);
        Range.check("window.mergeBlocks", mergeBlocks, 1, blocks - 3);
        Range.check("window.uploadBlocks", uploadBlocks, 1, blocks - mergeBlocks - 2);
        Range.check("window.decideBlocks", decideBlocks, mergeBlocks + 1, blocks - uploadBlocks - 1);
        Range.check("window.weightsEvery", weightsEvery, 1, 1_000);
        Range.check("window.checkpointEvery", checkpointEvery, 1, 100_000);
    }

    /** Offset of the block at which training stops, trained out or not. */
    public int trainUntilBlocks() {
        return blocks - uploadBlocks;
    }
}
