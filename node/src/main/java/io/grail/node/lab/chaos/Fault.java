package io.grail.node.lab.chaos;

import io.grail.protocol.window.Window;

/** Something that happens to one node in one window, as the chain counts windows. */
sealed interface Fault {
    /** Whom it befalls. */
    String node();

    Window window();

    /** Ends a node's process; its thread goes on after {@code downBlocks} from what lies in the node's folder. */
    sealed interface Death extends Fault {
        int downBlocks();

        /** Whether all is lost that was not forced to the disk, as when the power fails. */
        boolean powerCut();
    }

    /**
     * Ends the process at its nth effect of a kind within the window, counted from 0.
     *
     * @param after the effect took place, but the process never knew
     */
    record Crash(String node, Window window, Effect effect, int nth, boolean after, int downBlocks, boolean powerCut)
            implements Death {}

    /**
     * Ends the process so many blocks into the window, whatever it does then.
     */
    record Outage(String node, Window window, int offset, int downBlocks, boolean powerCut) implements Death {}

    /**
     * The chain cannot be reached for some blocks, from so many into the window.
     *
     * @param silent calls hang until it can; else they throw
     */
    record ChainCut(String node, Window window, int offset, int blocks, boolean silent) implements Fault {}

    /** No other's bucket can be reached for some blocks, from so many into the window. */
    record BucketsCut(String node, Window window, int offset, int blocks) implements Fault {}

    /** The first answers of one store take so many blocks each. */
    record SlowReads(String node, Window window, String owner, int blocks, int times) implements Fault {}

    /** The first questions to one store fail. */
    record FailingReads(String node, Window window, String owner, int times) implements Fault {}

    /** The first answers of one store are lies. */
    record LyingReads(String node, Window window, String owner, Lie lie, int times) implements Fault {}

    /**
     * The nth put into its own bucket fails, counted from 0.
     *
     * @param after the object is there, but the answer is lost
     */
    record FailingPut(String node, Window window, int nth, boolean after) implements Fault {}

    /** The first puts into its own bucket take so many blocks each. */
    record SlowPuts(String node, Window window, int blocks, int times) implements Fault {}
}
