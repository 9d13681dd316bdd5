package io.grail.chain.subtensor;

import io.grail.chain.substrate.value.Value;
import io.grail.protocol.identity.Coldkey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A subnet's own constants and where it stands in its epoch; what a runtime does not have is 0.
 *
 * @param tempo blocks between epochs
 * @param blocksSinceEpoch since the last epoch
 * @param burnRao what a slot costs now
 * @param immunity blocks for which a new neuron keeps its slot
 * @param weights what the chain asks of those who set weights
 */
public record Subnet(
        int netuid,
        long neurons,
        long maxNeurons,
        long tempo,
        long blocksSinceEpoch,
        long burnRao,
        long immunity,
        WeightRules weights) {
    /**
     * What the chain asks of those who set weights.
     *
     * @param rateLimit blocks between two settings
     * @param versionKey the least one taken
     * @param least uids that must be named
     * @param commitReveal whether they are taken only as timelocked commitments
     */
    public record WeightRules(long rateLimit, long versionKey, long least, boolean commitReveal) {}

    private static final String MODULE = "SubtensorModule.";

    /** The subnet after the block of {@code state}; empty if there is none of that number. */
    static Optional<Subnet> read(PinnedState state, int netuid) throws InterruptedException {
        if (!state.read(MODULE + "NetworksAdded", Value.of(netuid)).bool()) {
            return Optional.empty();
        }
        String commitReveal = MODULE + "CommitRevealWeightsEnabled";
        boolean hides = state.stored().hasStorage(commitReveal)
                && state.read(commitReveal, Value.of(netuid)).bool();
        WeightRules rules = new WeightRules(
                number(state, "WeightsSetRateLimit", netuid),
                number(state, "WeightsVersionKey", netuid),
                number(state, "MinAllowedWeights", netuid),
                hides);
        return Optional.of(new Subnet(
                netuid,
                number(state, "SubnetworkN", netuid),
                number(state, "MaxAllowedUids", netuid),
                number(state, "Tempo", netuid),
                number(state, "BlocksSinceLastStep", netuid),
                number(state, "Burn", netuid),
                number(state, "ImmunityPeriod", netuid),
                rules));
    }

    private static long number(PinnedState state, String entry, int netuid) throws InterruptedException {
        return state.number(MODULE + entry, Value.of(netuid)).orElse(0L);
    }

    /** The subnets and their owners. */
    static SortedMap<Integer, Coldkey> owners(PinnedState state) throws InterruptedException {
        String entry = MODULE + "SubnetOwner";
        SortedMap<Integer, Coldkey> owners = new TreeMap<>();
        for (List<Value> key : state.keys(entry)) {
            Value owner = state.read(entry, key.toArray(Value[]::new));
            owners.put(key.getFirst().asInt(), new Coldkey(MetagraphReading.account(owner)));
        }
        return Collections.unmodifiableSortedMap(owners);
    }
}
