package io.grail.node.sync;

import io.grail.chain.Chain;
import io.grail.chain.Commitment;
import io.grail.chain.Neuron;
import io.grail.protocol.anchor.Anchor;
import io.grail.protocol.anchor.Ballot;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import io.grail.protocol.window.WindowSchedule;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/** Reads off the chain which manifest of a window counts (docs/protocol.md, section Which manifest counts). */
public final class Ballots {
    private final Chain chain;
    private final WindowSchedule schedule;

    public Ballots(Chain chain, WindowSchedule schedule) {
        this.chain = chain;
        this.schedule = schedule;
    }

    /**
     * The ballot of {@code window} as far as the chain tells; needs block (w+1)·B to be there.
     *
     * @throws ForgottenWindowException if the chain no longer keeps the anchors of {@code window}
     */
    public Ballot of(Window window) {
        long closing = schedule.firstBlock(window.next());
        SortedMap<Hotkey, Long> stakes =
                kept(window, () -> chain.metagraph(closing).permittedStakes());
        return counted(Ballot.open(window, stakes, closing, schedule.lastAnchors(window)));
    }

    /** With the blocks that came since. */
    public Ballot counted(Ballot ballot) {
        return ballot.through(
                chain.head().number(), block -> anchors(ballot.quorum().window(), block));
    }

    /** With one more block, once it is there. */
    public Ballot next(Ballot ballot) throws InterruptedException {
        chain.awaitBlock(ballot.next());
        return counted(ballot);
    }

    /** Who may propose a manifest of {@code window}: the validators that have a say, most stake first. */
    public List<Hotkey> proposers(Window window) {
        long closing = schedule.firstBlock(window.next());
        return kept(window, () -> chain.metagraph(closing)).validatorsByStake().stream()
                .filter(neuron -> neuron.stake() > 0)
                .map(Neuron::hotkey)
                .toList();
    }

    /** Whether the chain still tells what decides {@code window}, or will. */
    public boolean tells(Window window) {
        long closing = schedule.firstBlock(window.next());
        try {
            return closing > chain.head().number() || chain.metagraph(closing).block() == closing;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private SortedMap<Hotkey, Anchor> anchors(Window window, long block) {
        return Commitment.anchors(kept(window, () -> chain.commitments(block)));
    }

    private static <T> T kept(Window window, Supplier<T> state) {
        try {
            return state.get();
        } catch (IllegalArgumentException e) {
            throw new ForgottenWindowException(window, e);
        }
    }
}
