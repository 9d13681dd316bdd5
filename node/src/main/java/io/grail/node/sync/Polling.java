package io.grail.node.sync;

import io.grail.chain.Chain;
import io.grail.storage.StoredObject;

/** How a node waits for something in another's bucket, of which no one tells it. */
public interface Polling {
    /** Called between two looks. */
    void betweenLooks() throws InterruptedException;

    /** Whether what lies in another's bucket may be looked at yet. */
    boolean maySee(StoredObject object);

    /**
     * Whether work that nobody waits for may go on beside the node's own thread. Not in virtual time: a block would not wait
     * for it, and who sees what would depend on threads.
     */
    default boolean mayWorkAside() {
        return false;
    }

    /** Looks at once, then every {@code millis} milliseconds. */
    static Polling everyMillis(long millis) {
        return new Polling() {
            @Override
            public void betweenLooks() throws InterruptedException {
                Thread.sleep(millis);
            }

            @Override
            public boolean maySee(StoredObject object) {
                return true;
            }

            @Override
            public boolean mayWorkAside() {
                return true;
            }
        };
    }

    /**
     * Looks once a block, and sees what was put before that block. In virtual time a block is made only when every node
     * waits, so what a node does at one block is in its bucket before the next, and who sees what does not depend on
     * threads.
     */
    static Polling everyBlock(Chain chain) {
        return new Polling() {
            @Override
            public void betweenLooks() throws InterruptedException {
                chain.awaitBlock(chain.head().number() + 1);
            }

            @Override
            public boolean maySee(StoredObject object) {
                return object.lastModified().toEpochMilli() < chain.head().timestampMillis();
            }
        };
    }
}
