package io.grail.chain.local;

import io.grail.chain.Call;
import io.grail.chain.Commitment;
import io.grail.chain.Neuron;
import io.grail.chain.Outcome;
import io.grail.chain.Outcome.Refused;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Coldkey;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The development ledger as a pure state machine: a ledger and a block's contents give the next ledger.
 *
 * <p>No clock, no thread, no I/O, and it never changes, so that a log of blocks replays to the same bytes anywhere.
 * The rules are Subtensor's where docs/chain.md says so.
 */
public final class Ledger {
    /** Rao in one token. */
    public static final long RAO = 1_000_000_000;

    private final LedgerConfig config;
    private final Hash genesis;
    private final Block head;
    private final State state;
    private final Outlook outlook;

    private Ledger(LedgerConfig config, Hash genesis, Block head, State state, Outlook outlook) {
        this.config = config;
        this.genesis = genesis;
        this.head = head;
        this.state = state;
        this.outlook = outlook;
    }

    /** The ledger before its first block. */
    public static Ledger genesis(LedgerConfig config, long timestampMillis) {
        Hash genesis = Hash.sha256(new CanonicalWriter()
                .text("grail/ledger-genesis/1")
                .variable(config.bytes())
                .u64(timestampMillis)
                .toByteArray());
        State state = State.genesis(config);
        return new Ledger(config, genesis, new Block(0, genesis, timestampMillis), state, Outlook.of(state));
    }

    /**
     * Makes the next block.
     *
     * @param timestampMillis the block's, later than its parent's
     * @param extrinsics in the order in which they take effect; one that is not validly signed, or out of its signer's
     *     order, is refused and changes nothing
     */
    Step apply(long timestampMillis, List<Extrinsic> extrinsics) {
        if (timestampMillis <= head.timestampMillis()) {
            throw new IllegalArgumentException("a block's timestamp must be after its parent's "
                    + head.timestampMillis() + ", got " + timestampMillis);
        }
        Draft draft = new Draft(config, state, head.number() + 1);
        Coinbase.step(draft);
        List<Outcome> outcomes = new ArrayList<>(extrinsics.size());
        for (Extrinsic extrinsic : extrinsics) {
            outcomes.add(outcome(draft, extrinsic));
        }
        State after = draft.freeze();
        Block block = new Block(draft.block(), blockHash(timestampMillis, extrinsics), timestampMillis);
        Ledger next = new Ledger(config, genesis, block, after, outlook.then(after));
        return new Step(next, extrinsics, outcomes);
    }

    private Outcome outcome(Draft draft, Extrinsic extrinsic) {
        long nonce = draft.account(extrinsic.signer()).nonce();
        Optional<Refused> refusal = refusal(extrinsic, nonce, extrinsic.signedFor(genesis));
        if (refusal.isEmpty()) {
            draft.speak(extrinsic.signer());
            refusal = dispatch(draft, extrinsic.signer(), extrinsic.call());
        }
        return refusal.isPresent() ? refusal.get() : new Outcome.Included(draft.block());
    }

    /**
     * Why {@code extrinsic} cannot be in a block; empty if it can.
     *
     * @param nonce its signer's next
     * @param signed whether its signature holds
     */
    static Optional<Refused> refusal(Extrinsic extrinsic, long nonce, boolean signed) {
        String found = "nonce " + extrinsic.nonce();
        if (!signed) {
            return refuse("BadProof", "the signature is not " + extrinsic.signer() + "'s over this call on this chain");
        }
        if (extrinsic.nonce() < nonce) {
            return refuse("Stale", found + " is used, the next is " + nonce + ": sign it anew");
        }
        return extrinsic.nonce() == nonce
                ? Optional.empty()
                : refuse("Future", found + " is too early, the next is " + nonce + ": sign it anew");
    }

    private static Optional<Refused> refuse(String error, String advice) {
        return Optional.of(new Refused(error, advice));
    }

    private static Optional<Refused> dispatch(Draft draft, AccountId signer, Call call) {
        return switch (call) {
            case Call.BurnedRegister c -> Registration.burnedRegister(draft, signer, c);
            case Call.AddStake c -> Funds.addStake(draft, signer, c);
            case Call.RemoveStake c -> Funds.removeStake(draft, signer, c);
            case Call.Transfer c -> Funds.transfer(draft, signer, c);
            case Call.SetCommitment c -> Commitments.set(draft, signer, c);
            case Call.SetWeights c -> WeightSetting.set(draft, signer, c);
        };
    }

    private Hash blockHash(long timestampMillis, List<Extrinsic> extrinsics) {
        CanonicalWriter body = new CanonicalWriter().text("grail/extrinsics/1").u32(extrinsics.size());
        extrinsics.forEach(extrinsic -> body.variable(extrinsic.bytes()));
        return Hash.sha256(new CanonicalWriter()
                .text("grail/block/1")
                .hash(head.hash())
                .u64(head.number() + 1)
                .u64(timestampMillis)
                .hash(Hash.sha256(body.toByteArray()))
                .u64(config.seed())
                .toByteArray());
    }

    public LedgerConfig config() {
        return config;
    }

    /** Hash of block 0, which names the chain. */
    public Hash genesisHash() {
        return genesis;
    }

    public Block head() {
        return head;
    }

    /** The subnet's slots by UID, as they stand after {@link #head()}. */
    public List<Neuron> neurons() {
        return outlook.neurons();
    }

    /** Free balance in rao. */
    public long balance(AccountId account) {
        return account(account).balance();
    }

    /** Nonce of the account's next extrinsic. */
    public long nonce(AccountId account) {
        return account(account).nonce();
    }

    /** All that is kept of this ledger for {@link History}. */
    Outlook outlook() {
        return outlook;
    }

    /** Everybody's commitments, as they stand after {@link #head()}. */
    public SortedMap<Hotkey, Commitment> commitments() {
        return outlook.commitments();
    }

    public Optional<Commitment> commitment(Hotkey hotkey) {
        return Optional.ofNullable(commitments().get(hotkey));
    }

    /** Rao that {@code coldkey} has staked on {@code hotkey}. */
    public long stake(Hotkey hotkey, Coldkey coldkey) {
        return Optional.ofNullable(state.hotkeys().get(hotkey))
                .map(stakes -> stakes.of(coldkey))
                .orElse(0L);
    }

    /** Rao that the next registration costs. */
    public long burnPrice() {
        return state.economy().burnPrice();
    }

    /** All rao there is; {@link #accounted()} says where it lies. */
    public long issuance() {
        return state.economy().issuance();
    }

    /** The sum of all balances, all stakes and what is minted but not distributed; equals {@link #issuance()}. */
    public long accounted() {
        long balances =
                state.accounts().values().stream().mapToLong(Account::balance).sum();
        long stakes = state.hotkeys().values().stream().mapToLong(Stakes::total).sum();
        return balances + stakes + state.economy().pending();
    }

    private Account account(AccountId account) {
        return state.accounts().getOrDefault(account, Account.EMPTY);
    }
}
