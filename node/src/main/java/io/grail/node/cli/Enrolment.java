package io.grail.node.cli;

import io.grail.chain.Call;
import io.grail.chain.CallRefusedException;
import io.grail.chain.Chain;
import io.grail.chain.Commitment;
import io.grail.node.home.Seat;
import java.util.Optional;

/** Brings a seat that has its slot on Bittensor so far that others find its bucket; spends nothing. */
record Enrolment(Chain chain) {
    /**
     * Commits where the bucket is, unless that stands there already.
     *
     * @throws CallRefusedException if the hotkey has no slot, or the chain refuses the commitment
     */
    void enrol(Seat seat, String location) throws InterruptedException {
        if (chain.metagraph(chain.head().number()).neuron(seat.account()).isEmpty()) {
            throw new CallRefusedException(
                    "HotKeyNotRegisteredInSubNet",
                    "hotkey " + seat.account() + " has no slot on the subnet: buy one with grail register, and for a"
                            + " validator's permit stake with grail stake add");
        }
        Optional<Commitment> committed = chain.commitment(seat.account());
        if (committed.map(Commitment::location).equals(Optional.of(location))) {
            return;
        }
        Call call = new Call.SetCommitment(location, committed.flatMap(Commitment::anchor));
        CallRefusedException.block(chain.submit(call, seat.hotkey()));
    }
}
