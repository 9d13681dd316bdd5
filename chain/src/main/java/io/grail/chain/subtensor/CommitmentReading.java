package io.grail.chain.subtensor;

import io.grail.chain.Commitment;
import io.grail.chain.substrate.value.Value;
import io.grail.protocol.identity.Hotkey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the commitments of a subnet's neurons. Those of hotkeys that lost their slots stay in the state, but count for
 * nothing, and a stranger can make any number of them.
 */
final class CommitmentReading {
    private static final String COMMITMENTS = "Commitments.CommitmentOf";
    private static final String KEYS = "SubtensorModule.Keys";

    private CommitmentReading() {}

    static SortedMap<Hotkey, Commitment> all(PinnedState state, int netuid) throws InterruptedException {
        List<Hotkey> hotkeys = hotkeys(state, netuid);
        List<Value[]> keys = hotkeys.stream().map(hotkey -> key(netuid, hotkey)).toList();
        SortedMap<Hotkey, Commitment> commitments = new TreeMap<>();
        List<Optional<Value>> found = state.findAll(COMMITMENTS, keys);
        for (int i = 0; i < found.size(); i++) {
            Hotkey hotkey = hotkeys.get(i);
            found.get(i).flatMap(CommitmentFields::read).ifPresent(commitment -> commitments.put(hotkey, commitment));
        }
        return Collections.unmodifiableSortedMap(commitments);
    }

    static Optional<Commitment> of(PinnedState state, int netuid, Hotkey hotkey) throws InterruptedException {
        return state.find("SubtensorModule.Uids", key(netuid, hotkey)).isEmpty()
                ? Optional.empty()
                : state.find(COMMITMENTS, key(netuid, hotkey)).flatMap(CommitmentFields::read);
    }

    static Value[] key(int netuid, Hotkey hotkey) {
        return new Value[] {Value.of(netuid), Value.of(hotkey.bytes())};
    }

    private static List<Hotkey> hotkeys(PinnedState state, int netuid) throws InterruptedException {
        List<Value[]> uids = state.keys(KEYS, Value.of(netuid)).stream()
                .map(key -> key.toArray(Value[]::new))
                .toList();
        return state.findAll(KEYS, uids).stream()
                .flatMap(Optional::stream)
                .map(account -> new Hotkey(MetagraphReading.account(account)))
                .toList();
    }
}
