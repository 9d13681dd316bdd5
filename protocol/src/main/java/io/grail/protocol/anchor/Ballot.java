package io.grail.protocol.anchor;

import io.grail.protocol.anchor.Decision.How;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Which manifest of one window counts: a fold over blocks (docs/protocol.md, section Which manifest counts).
 *
 * <p>Never changes; each block gives the next ballot. Whoever begins later and folds the same blocks arrives at the
 * same, and what is decided stays decided.
 */
public final class Ballot {
    private final Quorum quorum;
    private final Decision decision;
    private final long next;
    private final long last;

    private Ballot(Quorum quorum, Decision decision, long next, long last) {
        this.quorum = quorum;
        this.decision = decision;
        this.next = next;
        this.last = last;
    }

    /**
     * The ballot before its first block.
     *
     * @param stakes in rao, of the validators with a permit after block {@code closing}; zeros have no say
     * @param closing number of block (w+1)·B, the first that counts
     * @param last number of the block after which it is decided whatever came
     * @throws IllegalArgumentException if {@code last} is before {@code closing} or a stake is negative
     */
    public static Ballot open(Window window, SortedMap<Hotkey, Long> stakes, long closing, long last) {
        if (last < closing) {
            throw new IllegalArgumentException("the last block, " + last + ", is before the first, " + closing);
        }
        SortedMap<Hotkey, Long> voters = new TreeMap<>(stakes);
        voters.values().removeIf(stake -> stake == 0);
        Decision decision = voters.isEmpty() ? new Decision.Nothing(closing) : new Decision.Undecided();
        return new Ballot(new Quorum(window, voters, new TreeMap<>()), decision, closing, last);
    }

    /**
     * With one more block. Blocks after the last change nothing; until then anchors are counted even if the window is
     * decided, so that the quorum tells who disagreed.
     *
     * @param block its number, {@link #next()}
     * @param anchors that stand after it, by hotkey; of any window and anybody
     * @throws IllegalArgumentException if a block is left out or comes twice
     */
    public Ballot after(long block, Map<Hotkey, Anchor> anchors) {
        if (closed()) {
            return this;
        }
        if (block != next) {
            throw new IllegalArgumentException("block " + next + " is the next to count, got " + block);
        }
        Quorum counted = quorum.after(anchors);
        return new Ballot(counted, decide(counted, block), block + 1, last);
    }

    /**
     * With all blocks up to {@code head} that have not been counted.
     *
     * @param anchors that stand after a block, by its number; asked once for each block, in ascending order
     */
    public Ballot through(long head, LongFunction<? extends Map<Hotkey, Anchor>> anchors) {
        Ballot ballot = this;
        while (!ballot.closed() && ballot.next <= head) {
            ballot = ballot.after(ballot.next, anchors.apply(ballot.next));
        }
        return ballot;
    }

    private Decision decide(Quorum counted, long block) {
        if (!(decision instanceof Decision.Undecided)) {
            return decision;
        }
        Optional<Decision> majority = counted.majority().map(hash -> new Decision.Decided(hash, block, How.MAJORITY));
        if (majority.isPresent() || block < last) {
            return majority.orElse(decision);
        }
        Optional<Decision> plurality =
                counted.plurality().map(hash -> new Decision.Decided(hash, block, How.PLURALITY));
        return plurality.orElse(new Decision.Nothing(block));
    }

    public Decision decision() {
        return decision;
    }

    /** Who anchored what in the blocks counted so far; final once {@link #closed()}. */
    public Quorum quorum() {
        return quorum;
    }

    /** Number of the next block to count. */
    public long next() {
        return next;
    }

    /** Whether the last block is counted: nothing changes any more. */
    public boolean closed() {
        return next > last;
    }
}
