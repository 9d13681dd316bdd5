package io.grail.chain;

import io.grail.protocol.identity.Hotkey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The subnet at one block: its neurons by ascending UID.
 *
 * @param block after which this was the state
 */
public record Metagraph(long block, List<Neuron> neurons) {
    public Metagraph {
        neurons = List.copyOf(neurons);
    }

    public Optional<Neuron> neuron(Hotkey hotkey) {
        return neurons.stream().filter(n -> n.hotkey().equals(hotkey)).findFirst();
    }

    /** All registered hotkeys, sorted by their bytes: the order of assignment. */
    public List<Hotkey> hotkeys() {
        return neurons.stream().map(Neuron::hotkey).sorted().toList();
    }

    /** Stake in rao of the validators with a permit: whose anchors count, and how much. */
    public SortedMap<Hotkey, Long> permittedStakes() {
        SortedMap<Hotkey, Long> stakes = new TreeMap<>();
        validatorsByStake().forEach(neuron -> stakes.put(neuron.hotkey(), neuron.stake()));
        return stakes;
    }

    /** Validators with a permit, most stake first, ties by hotkey: the first is the lead. */
    public List<Neuron> validatorsByStake() {
        return neurons.stream()
                .filter(Neuron::validatorPermit)
                .sorted(Comparator.comparingLong(Neuron::stake).reversed().thenComparing(Neuron::hotkey))
                .toList();
    }
}
