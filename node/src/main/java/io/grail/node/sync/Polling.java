package io.grail.node.sync;

import io.grail.chain.Chain;
import io.grail.storage.StoredObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** How a node waits for something of which no one tells it: what lies in another's bucket, or the time. */
public interface Polling {
    /** Called between two looks. */
    void betweenLooks() throws InterruptedException;

    /** Whether what lies in another's bucket may be looked at yet. */
    boolean maySee(StoredObject object);

    /**
     * The node's own clock, in milliseconds since 1970. A chain tells that a moment has passed late: by a block that bears
     * a later time, once that is final.
     */
    long now();

    /**
     * Whether work that nobody waits for may go on beside the node's own thread. Not in virtual time: a block would not wait
     * for it, and who sees what would depend on threads.
     */
    default boolean mayWorkAside() {
        return false;
    }

    /** Threads on which several peers are asked; whoever takes them closes them. */
    ExecutorService threads();

    /** For how long of the clock peers who are asked together are waited for. */
    Duration patience();

    /** Looks at once, then every {@code millis} milliseconds. */
    static Polling everyMillis(long millis, Duration patience) {
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
            public long now() {
                return InstantSource.system().millis();
            }

            @Override
            public boolean mayWorkAside() {
                return true;
            }

            @Override
            public ExecutorService threads() {
                return Executors.newVirtualThreadPerTaskExecutor();
            }

            @Override
            public Duration patience() {
                return patience;
            }
        };
    }

    /**
     * Looks once a block, and sees what was put before that block. In virtual time a block is made only when every node
     * waits, so what a node does at one block is in its bucket before the next, and who sees what does not depend on
     * threads. For the same reason peers are asked one after another.
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

            @Override
            public long now() {
                return chain.head().timestampMillis();
            }

            @Override
            public ExecutorService threads() {
                return Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
            }

            // The clock tells nothing where time is virtual: only a node that hangs is given up.
            @Override
            public Duration patience() {
                return Duration.ofMinutes(10);
            }
        };
    }
}
