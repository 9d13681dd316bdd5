package io.grail.node.sync;

import io.grail.chain.Chain;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import io.grail.protocol.window.WindowSchedule;

/** Waits for the chain to reach the moments of a window; no other clock tells a node what time it is. */
public final class WindowClock {
    private final Chain chain;
    private final WindowSchedule schedule;

    public WindowClock(Chain chain, WindowSchedule schedule) {
        this.chain = chain;
        this.schedule = schedule;
    }

    /** The first block of {@code window}. */
    public Block awaitOpening(Window window) throws InterruptedException {
        return chain.awaitBlock(schedule.firstBlock(window));
    }

    /** Waits until no update of {@code window} counts any more; returns the first block of the next window. */
    public Block awaitDeadline(Window window) throws InterruptedException {
        Block closing = awaitOpening(window.next());
        awaitTimestamp(closing, schedule.deadlineMillis(closing));
        return closing;
    }

    /** Waits until no opening of the window before {@code closing} counts any more. */
    public void awaitReveal(Block closing) throws InterruptedException {
        awaitTimestamp(closing, schedule.revealMillis(closing));
    }

    private void awaitTimestamp(Block from, long millis) throws InterruptedException {
        Block block = chain.head().number() > from.number() ? chain.head() : from;
        while (block.timestampMillis() < millis) {
            block = chain.awaitBlock(block.number() + 1);
        }
    }

    /** Whether miners should have stopped training for {@code window}. */
    public boolean trainingIsOver(Window window) {
        return chain.head().number() >= schedule.trainUntil(window);
    }

    /** Whether {@code window} is over. */
    public boolean isPast(Window window) {
        return chain.head().number() >= schedule.firstBlock(window.next());
    }
}
