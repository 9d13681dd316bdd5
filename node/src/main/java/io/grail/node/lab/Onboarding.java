package io.grail.node.lab;

import io.grail.chain.Call;
import io.grail.chain.CallRefusedException;
import io.grail.chain.Chain;
import io.grail.chain.Commitment;
import io.grail.chain.Neuron;
import io.grail.chain.Outcome;
import io.grail.node.home.Seat;
import io.grail.protocol.identity.Keypair;
import java.util.List;
import java.util.Optional;

/**
 * Brings a seat onto a development network: funds its coldkey, registers its hotkey, stakes, and commits where its
 * bucket is. Each step is skipped where it is done already, so a restarted node passes through at once.
 */
public final class Onboarding {
    /** What a development coldkey is given; enough for any registration price the ledger can reach. */
    private static final long ALLOWANCE_RAO = 10_000_000_000_000L;

    private static final int ATTEMPTS = 20;

    /** The accounts that own everything at the genesis of a development network. */
    private static final List<String> RICH = List.of("//Alice", "//Bob", "//Charlie", "//Dave", "//Eve", "//Ferdie");

    private final Chain chain;
    private final Keypair treasury;
    private final long turn;

    /**
     * Onboards through {@code chain}.
     *
     * @param number of the node; nodes whose numbers are apart by less than six are funded by different accounts, and
     *     those that share one take turns, so that their nonces do not clash
     */
    public Onboarding(Chain chain, int number) {
        this.chain = chain;
        this.treasury = Keypair.fromUri(RICH.get(number % RICH.size()));
        this.turn = number / RICH.size();
    }

    /** Onboards a node of which only the name is known. */
    public static Onboarding named(Chain chain, String name) {
        return new Onboarding(chain, Math.floorMod(name.hashCode(), RICH.size()));
    }

    /**
     * Does what is missing.
     *
     * @param stakeRao stake wanted on the hotkey; 0 for a miner
     * @param location of the seat's bucket, as others open it
     * @throws CallRefusedException if the chain refuses a step
     */
    public void onboard(Seat seat, long stakeRao, String location) throws InterruptedException {
        boolean registered = neuron(seat).isPresent();
        if (!registered) {
            fund(seat, stakeRao);
            must(new Call.BurnedRegister(seat.account()), coldkey(seat));
        }
        long staked = neuron(seat).map(Neuron::stake).orElse(0L);
        if (staked < stakeRao) {
            must(new Call.AddStake(seat.account(), stakeRao - staked), coldkey(seat));
        }
        Optional<Commitment> committed = chain.commitment(seat.account());
        if (!committed.map(Commitment::location).equals(Optional.of(location))) {
            must(new Call.SetCommitment(location, committed.flatMap(Commitment::anchor)), seat.hotkey());
        }
    }

    private static Keypair coldkey(Seat seat) {
        return Seat.developmentColdkey(seat.name());
    }

    private Optional<Neuron> neuron(Seat seat) {
        return chain.metagraph(chain.head().number()).neuron(seat.account());
    }

    private void fund(Seat seat, long stakeRao) throws InterruptedException {
        long wanted = ALLOWANCE_RAO / 10 + stakeRao;
        chain.awaitBlock(turn);
        if (chain.balance(coldkey(seat).account()) < wanted) {
            must(new Call.Transfer(coldkey(seat).account(), ALLOWANCE_RAO + stakeRao), treasury);
        }
    }

    /** Several nodes pay from one treasury at once, so a clash of nonces is tried again. */
    private void must(Call call, Keypair signer) throws InterruptedException {
        Outcome outcome = chain.submit(call, signer);
        for (int attempt = 1; attempt < ATTEMPTS && isNonceClash(outcome); attempt++) {
            outcome = chain.submit(call, signer);
        }
        CallRefusedException.block(outcome);
    }

    private static boolean isNonceClash(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.error().equals("Stale");
    }
}
