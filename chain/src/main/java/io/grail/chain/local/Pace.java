package io.grail.chain.local;

import java.time.InstantSource;

/** When the next block comes. */
public sealed interface Pace {
    /** Milliseconds from one block to the next. */
    int blockMillis();

    /**
     * A block every {@code blockMillis} of real time; the chain never waits for a node.
     *
     * @param clock gives the timestamps
     * @param hastyBlocks blocks up to this number come as soon as {@value #HASTY_MILLIS} ms after their parent: before
     *     a run's first window there is nothing to do but to register
     */
    record WallClock(int blockMillis, InstantSource clock, long hastyBlocks) implements Pace {
        /** Shortest time between two blocks of the hasty beginning. */
        static final int HASTY_MILLIS = 300;

        public WallClock {
            Check.range("blockMillis", blockMillis, 1, 3_600_000);
        }

        public WallClock(int blockMillis, InstantSource clock) {
            this(blockMillis, clock, 0);
        }

        /** Milliseconds until block {@code number}, counted from its parent. */
        int millisBefore(long number) {
            return number <= hastyBlocks ? Math.min(blockMillis, HASTY_MILLIS) : blockMillis;
        }
    }

    /**
     * Virtual time, for runs that must repeat to the last byte: the next block comes as soon as every participant
     * waits, and is stamped {@code blockMillis} after its parent.
     */
    record Virtual(int blockMillis) implements Pace {
        /** Timestamp of block 0: the first moment of 2026 in UTC. */
        public static final long GENESIS_MILLIS = 1_767_225_600_000L;

        public Virtual {
            Check.range("blockMillis", blockMillis, 1, 3_600_000);
        }
    }

    /** Timestamp of block 0 of a network that begins now. */
    default long genesisMillis() {
        return switch (this) {
            case WallClock wall -> wall.clock().millis();
            case Virtual ignored -> Virtual.GENESIS_MILLIS;
        };
    }

    /** Timestamp of a block made now upon a parent of {@code parentMillis}. */
    default long nextMillis(long parentMillis) {
        return switch (this) {
            case WallClock wall -> Math.max(wall.clock().millis(), parentMillis + 1);
            case Virtual virtual -> parentMillis + virtual.blockMillis();
        };
    }
}
