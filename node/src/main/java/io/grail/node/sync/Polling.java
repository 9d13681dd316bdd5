package io.grail.node.sync;

import io.grail.chain.Chain;

/** How a node waits for something in another's bucket, of which no one tells it. */
public interface Polling {
    /** Called once before the first look. */
    void beforeFirstLook() throws InterruptedException;

    /** Called between two looks. */
    void betweenLooks() throws InterruptedException;

    /** Looks at once, then every {@code millis} milliseconds. */
    static Polling everyMillis(long millis) {
        return new Polling() {
            @Override
            public void beforeFirstLook() {}

            @Override
            public void betweenLooks() throws InterruptedException {
                Thread.sleep(millis);
            }
        };
    }

    /**
     * Looks once a block. In virtual time a block is made only when every node waits, so what a node does at one block
     * is in its bucket before the next, and who looks when no longer depends on threads.
     */
    static Polling everyBlock(Chain chain) {
        return new Polling() {
            @Override
            public void beforeFirstLook() throws InterruptedException {
                betweenLooks();
            }

            @Override
            public void betweenLooks() throws InterruptedException {
                chain.awaitBlock(chain.head().number() + 1);
            }
        };
    }
}
