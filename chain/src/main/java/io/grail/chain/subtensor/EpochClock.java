package io.grail.chain.subtensor;

/** By which blocks a subnet counts its epochs, and so its commitments of weights (docs/timelock.md, When). */
sealed interface EpochClock {
    /**
     * The first block of the epoch in which the chain reveals what a call in block {@code commit} commits.
     *
     * @param period epochs between commitment and reveal, at least 1
     */
    long firstReveal(long commit, long period);

    /**
     * Of runtimes without a counter: a subnet's epoch runs in each last block of {@code tempo} + 1, and what is
     * committed in that block belongs to the next.
     *
     * @param tempo at least 1
     */
    record ByNumber(int netuid, long tempo) implements EpochClock {
        @Override
        public long firstReveal(long commit, long period) {
            long length = tempo + 1;
            long shifted = commit + netuid + 1;
            long epoch = shifted / length + (shifted % length == tempo ? 1 : 0);
            return (epoch + period) * length - (netuid + 1);
        }
    }

    /**
     * Of runtimes that count epochs: one runs {@code tempo} blocks after the last, or where its owner has put it.
     * Blocks run their epoch before their calls.
     *
     * @param last the block of the last epoch
     * @param pending the block at or after which the owner wants one; 0 if none
     * @param tempo at least 1
     */
    record Counted(long last, long pending, long tempo) implements EpochClock {
        @Override
        public long firstReveal(long commit, long period) {
            long ordinary = last + tempo;
            long next = pending > 0 ? Math.min(pending, ordinary) : ordinary;
            if (next <= commit) { // it runs before the call
                next += ((commit - next) / tempo + 1) * tempo;
            }
            return next + (period - 1) * tempo;
        }
    }
}
