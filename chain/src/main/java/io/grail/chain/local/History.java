package io.grail.chain.local;

import io.grail.chain.Commitment;
import io.grail.chain.Metagraph;
import io.grail.chain.Outcome;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Block;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Past blocks, metagraphs and commitments, and what became of recent extrinsics; guarded by the chain's lock. */
final class History {
    /** Blocks before the head for which metagraphs, commitments and receipts are kept. */
    static final int KEPT = 4_096;

    private final List<Block> blocks = new ArrayList<>();
    /** What was to be seen, by the first block after which it was so. */
    private final TreeMap<Long, Outlook> changes = new TreeMap<>();

    private final Map<Hash, Outcome> receipts = new HashMap<>();
    private final Deque<Receipt> order = new ArrayDeque<>();

    private record Receipt(long block, Hash extrinsic) {}

    /** Adds the newest block and what became of its extrinsics. */
    void add(Step step) {
        Ledger ledger = step.next();
        long number = ledger.head().number();
        blocks.add(ledger.head());
        if (changes.isEmpty() || !changes.lastEntry().getValue().equals(ledger.outlook())) {
            changes.put(number, ledger.outlook());
        }
        long oldest = number - KEPT;
        while (changes.size() > 1 && changes.higherKey(changes.firstKey()) <= oldest) {
            changes.pollFirstEntry();
        }
        while (!order.isEmpty() && order.peekFirst().block() <= oldest) {
            receipts.remove(order.removeFirst().extrinsic());
        }
        for (int i = 0; i < step.outcomes().size(); i++) {
            Hash extrinsic = step.extrinsics().get(i).hash();
            receipts.put(extrinsic, step.outcomes().get(i));
            order.addLast(new Receipt(number, extrinsic));
        }
    }

    Optional<Outcome> receipt(Hash extrinsic) {
        return Optional.ofNullable(receipts.get(extrinsic));
    }

    Optional<Block> block(long number) {
        return number >= 0 && number < blocks.size() ? Optional.of(blocks.get((int) number)) : Optional.empty();
    }

    Metagraph metagraph(long number) {
        return new Metagraph(number, outlook(number).neurons());
    }

    SortedMap<Hotkey, Commitment> commitments(long number) {
        return outlook(number).commitments();
    }

    private Outlook outlook(long number) {
        long head = blocks.size() - 1L;
        if (number < 0 || number > head) {
            throw new IllegalArgumentException("block " + number + " does not exist yet: the head is " + head);
        }
        Map.Entry<Long, Outlook> entry = changes.floorEntry(number);
        if (entry == null || number < head - KEPT) {
            throw new IllegalArgumentException("the state of block " + number + " is no longer kept: that of the last "
                    + KEPT + " before the head, " + head + ", is");
        }
        return entry.getValue();
    }
}
