package io.grail.chain.local;

import io.grail.chain.Commitment;
import io.grail.chain.Neuron;
import io.grail.chain.local.Verdict.Shares;
import io.grail.protocol.identity.Coldkey;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Uid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a state shows to everybody, and what is kept of it for past blocks. */
record Outlook(List<Neuron> neurons, SortedMap<Hotkey, Commitment> commitments) {
    static Outlook of(State state) {
        return new Outlook(neuronsOf(state), commitmentsOf(state));
    }

    /** The outlook of a later state; shares what is equal, so that thousands of snapshots cost as much as one. */
    Outlook then(State state) {
        Outlook found = of(state);
        return found.equals(this)
                ? this
                : new Outlook(
                        found.neurons.equals(neurons) ? neurons : found.neurons,
                        found.commitments.equals(commitments) ? commitments : found.commitments);
    }

    private static List<Neuron> neuronsOf(State state) {
        List<Neuron> neurons = new ArrayList<>(state.slots().size());
        for (int uid = 0; uid < state.slots().size(); uid++) {
            Slot slot = state.slots().get(uid);
            Optional<Stakes> stakes = Optional.ofNullable(state.hotkeys().get(slot.hotkey()));
            Coldkey coldkey = stakes.map(Stakes::owner).orElse(DevAccounts.OWNER);
            Shares shares = slot.standing().shares();
            neurons.add(new Neuron(
                    new Uid(uid),
                    slot.hotkey(),
                    coldkey,
                    stakes.map(Stakes::total).orElse(0L),
                    slot.standing().permit(),
                    shares.consensus(),
                    shares.incentive(),
                    shares.dividends(),
                    shares.validatorTrust(),
                    slot.standing().emission(),
                    slot.since().registeredAt(),
                    slot.since().lastUpdate()));
        }
        return List.copyOf(neurons);
    }

    private static SortedMap<Hotkey, Commitment> commitmentsOf(State state) {
        SortedMap<Hotkey, Commitment> commitments = new TreeMap<>();
        state.commitments().forEach((hotkey, committed) -> commitments.put(hotkey, committed.commitment()));
        return Collections.unmodifiableSortedMap(commitments);
    }
}
