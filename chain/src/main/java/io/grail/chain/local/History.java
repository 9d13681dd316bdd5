package io.grail.chain.local;

import io.grail.chain.Metagraph;
import io.grail.chain.Neuron;
import io.grail.chain.Outcome;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.window.Block;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Past blocks, past metagraphs and what became of recent extrinsics; guarded by the chain's lock. */
final class History {
    /** Blocks for which metagraphs and receipts are kept. */
    static final int KEPT = 4_096;

    private final List<Block> blocks = new ArrayList<>();
    /** Neurons by the first block after which they stood so. */
    private final TreeMap<Long, List<Neuron>> changes = new TreeMap<>();

    private final Map<Hash, Outcome> receipts = new HashMap<>();
    private final Deque<Receipt> order = new ArrayDeque<>();

    private record Receipt(long block, Hash extrinsic) {}

    /** Adds the newest block and what became of its extrinsics. */
    void add(Step step) {
        Ledger ledger = step.next();
        long number = ledger.head().number();
        blocks.add(ledger.head());
        if (changes.isEmpty() || !changes.lastEntry().getValue().equals(ledger.neurons())) {
            changes.put(number, ledger.neurons());
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
        long head = blocks.size() - 1L;
        if (number < 0 || number > head) {
            throw new IllegalArgumentException("block " + number + " does not exist yet: the head is " + head);
        }
        Map.Entry<Long, List<Neuron>> entry = changes.floorEntry(number);
        if (entry == null || number < head - KEPT) {
            throw new IllegalArgumentException("the metagraph of block " + number + " is no longer kept: the last "
                    + KEPT + " before the head, " + head + ", are");
        }
        return new Metagraph(number, entry.getValue());
    }
}
