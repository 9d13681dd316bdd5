package io.grail.chain.subtensor;

import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.value.Value;
import io.grail.protocol.identity.Hotkey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads which timelocked weights the chain has not revealed yet. */
final class WaitingCommits {
    /** As newer and older runtimes call it; of an epoch's commitments each ends with its round. */
    private static final List<String> ENTRIES =
            List.of("SubtensorModule.TimelockedWeightCommits", "SubtensorModule.CRV3WeightCommits");

    private WaitingCommits() {}

    /** The rounds to which a subnet's commitments are locked, by their makers, the oldest first. */
    static SortedMap<Hotkey, List<Long>> rounds(PinnedState state, int netuid) throws InterruptedException {
        Optional<String> entry =
                ENTRIES.stream().filter(state.stored()::hasStorage).findFirst();
        SortedMap<Hotkey, List<Long>> rounds = new TreeMap<>();
        if (entry.isPresent()) {
            for (List<Value> epoch : state.keys(entry.get(), Value.of(netuid))) {
                for (Value commit :
                        state.read(entry.get(), epoch.toArray(Value[]::new)).list()) {
                    add(rounds, commit.list());
                }
            }
        }
        rounds.replaceAll((_, each) -> each.stream().sorted().toList());
        return Collections.unmodifiableSortedMap(rounds);
    }

    private static void add(SortedMap<Hotkey, List<Long>> rounds, List<Value> commit) {
        if (commit.size() < 3) {
            throw new ScaleException("a commitment of " + commit.size() + " parts, expected 3 or more");
        }
        Hotkey maker = new Hotkey(MetagraphReading.account(commit.getFirst()));
        rounds.computeIfAbsent(maker, _ -> new ArrayList<>())
                .add(commit.getLast().asLong());
    }
}
