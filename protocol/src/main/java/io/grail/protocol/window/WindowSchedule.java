package io.grail.protocol.window;

import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.WindowConfig;

/**
 * The moments of a window in blocks and chain time (docs/protocol.md, section Windows). Pure: the caller brings the
 * blocks.
 *
 * @param config lengths and offsets, in blocks
 * @param startWindow the run's first window
 */
public record WindowSchedule(WindowConfig config, long startWindow) {
    public static WindowSchedule of(RunConfig run) {
        return new WindowSchedule(run.window(), run.run().startWindow());
    }

    public Window windowAt(long block) {
        return Window.containing(block, config.blocks());
    }

    public long firstBlock(Window window) {
        return window.firstBlock(config.blocks());
    }

    /**
     * Until when an envelope of a window counts, in chain milliseconds, both ends included. It has passed once some
     * finalized block bears this timestamp or a later one.
     *
     * @param closing the first block of the next window
     */
    public long deadlineMillis(Block closing) {
        return closing.timestampMillis() + 1_000L * config.graceSeconds();
    }

    /**
     * Until when an opening of a window counts, in chain milliseconds, both ends included.
     *
     * @param closing the first block of the next window
     */
    public long revealMillis(Block closing) {
        return deadlineMillis(closing) + 1_000L * config.revealSeconds();
    }

    /** Block by which the first manifest of {@code window} is due: some blocks into the next window. */
    public long manifestDue(Window window) {
        return firstBlock(window.next()) + config.mergeBlocks();
    }

    /**
     * Block from which a validator proposes a manifest of {@code window} if it has verified no other's.
     *
     * @param rank by stake, from 0: the lead, which proposes as soon as the reveal is over
     */
    public long turn(Window window, int rank) {
        return rank == 0 ? firstBlock(window.next()) : manifestDue(window) + rank - 1;
    }

    /** Last block whose anchors count for {@code window}: after it, it is decided which manifest does. */
    public long lastAnchors(Window window) {
        return firstBlock(window.next()) + config.decideBlocks();
    }

    /** Block at which training for {@code window} stops, used up or not. */
    public long trainUntil(Window window) {
        return firstBlock(window) + config.trainUntilBlocks();
    }

    /** Whether weights are set once {@code window} is judged: the run's first window, and each so many after it. */
    public boolean isWeightsWindow(Window window) {
        return counted(window, config.weightsEvery());
    }

    /** Whether the model that {@code window} trains from is written as a checkpoint. */
    public boolean isCheckpointWindow(Window window) {
        return counted(window, config.checkpointEvery());
    }

    private boolean counted(Window window, int every) {
        return window.number() >= startWindow && (window.number() - startWindow) % every == 0;
    }
}
