package io.grail.chain.local;

import io.grail.chain.Call;
import io.grail.chain.Neuron;
import io.grail.chain.Outcome;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import java.util.List;

/** A ledger that a test drives block by block, a second apart. */
final class DrivenLedger {
    static final Keypair ALICE = Keypair.fromUri("//Alice");

    private Ledger ledger;

    DrivenLedger(LedgerConfig config) {
        ledger = Ledger.genesis(config, Pace.Virtual.GENESIS_MILLIS);
    }

    Ledger ledger() {
        return ledger;
    }

    long height() {
        return ledger.head().number();
    }

    /** Makes a block of one call. */
    Outcome call(Keypair signer, Call call) {
        long nonce = ledger.nonce(signer.account());
        return block(List.of(Extrinsic.sign(call, signer, nonce, ledger.genesisHash())))
                .getFirst();
    }

    List<Outcome> block(List<Extrinsic> extrinsics) {
        Step step = ledger.apply(ledger.head().timestampMillis() + 1_000, extrinsics);
        ledger = step.next();
        return step.outcomes();
    }

    /** Makes empty blocks until the head is {@code number}. */
    void runTo(long number) {
        while (height() < number) {
            block(List.of());
        }
    }

    /** Registers the hotkey {@code //name} for //Alice and stakes on it. */
    Keypair join(String name, long stake) {
        Keypair hotkey = Keypair.fromUri("//" + name);
        call(ALICE, new Call.BurnedRegister(hotkey.hotkey()));
        if (stake > 0) {
            call(ALICE, new Call.AddStake(hotkey.hotkey(), stake));
        }
        return hotkey;
    }

    Neuron neuron(Keypair hotkey) {
        return neuron(hotkey.hotkey());
    }

    Neuron neuron(Hotkey hotkey) {
        return ledger.neurons().stream()
                .filter(n -> n.hotkey().equals(hotkey))
                .findFirst()
                .orElseThrow();
    }
}
