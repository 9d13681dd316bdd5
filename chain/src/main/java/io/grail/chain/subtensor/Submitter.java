package io.grail.chain.subtensor;

import io.grail.chain.ChainUnavailableException;
import io.grail.chain.Outcome;
import io.grail.chain.rpc.Deadline;
import io.grail.chain.rpc.node.Header;
import io.grail.chain.rpc.node.NodeMethods;
import io.grail.chain.rpc.node.PoolRefusal;
import io.grail.chain.rpc.tx.Goal;
import io.grail.chain.rpc.tx.Place;
import io.grail.chain.rpc.tx.Transaction;
import io.grail.chain.rpc.tx.TransactionWatch;
import io.grail.chain.rpc.tx.TxOutcome;
import io.grail.chain.substrate.extrinsic.Era;
import io.grail.chain.substrate.extrinsic.Terms;
import io.grail.chain.substrate.runtime.CallOutcome;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Keypair;
import java.time.Duration;
import java.util.Optional;

/** Signs calls, submits them, and waits until a finalized block's events say what became of them. */
final class Submitter {
    /**
     * Blocks for which an extrinsic is good, from the finalized head. Finality lags some three blocks behind; what got
     * lost is known to be lost after these.
     */
    private static final int ERA = 32;

    /** Signings of one call; each further one after the nonce, the runtime or the era turned out to be of yesterday. */
    private static final int ATTEMPTS = 6;

    private final NodeMethods node;
    private final Runtimes runtimes;
    private final TransactionWatch watch;
    private final Nonces nonces = new Nonces();

    Submitter(NodeMethods node, Runtimes runtimes) {
        this.node = node;
        this.runtimes = runtimes;
        watch = new TransactionWatch(node);
    }

    /** How one signing ended. */
    private sealed interface Ended {
        record Finally(Outcome outcome) implements Ended {}

        /** Nothing happened, and a new signature may fare better. */
        record Outdated(Outcome.Refused refused) implements Ended {}
    }

    /**
     * Submits.
     *
     * @throws ChainUnavailableException if by the deadline it is not known what became of it; says until which block it
     *     may yet take effect
     */
    Outcome submit(RuntimeCall call, Keypair signer, Duration deadline) throws InterruptedException {
        Deadline until = Deadline.in(deadline);
        for (int attempt = 1; ; attempt++) {
            switch (attempt(call, signer, until)) {
                case Ended.Finally(Outcome outcome) -> {
                    return outcome;
                }
                case Ended.Outdated(Outcome.Refused refused) -> {
                    if (attempt == ATTEMPTS || until.hasPassed()) {
                        return refused;
                    }
                    Thread.sleep(until.within(pause()).remaining());
                }
            }
        }
    }

    private Duration pause() {
        return node.connection().config().times().block().dividedBy(6);
    }

    private Ended attempt(RuntimeCall call, Keypair signer, Deadline until) throws InterruptedException {
        AccountId account = signer.account();
        NodeMethods timely = node.until(until);
        try (Nonces.Turn turn =
                nonces.take(account, until, () -> timely.system().accountNextIndex(account))) {
            Transaction transaction = sign(call, signer, turn.nonce());
            TxOutcome outcome = watch.submit(transaction, Goal.FINALIZED, until.remaining(), _ -> turn.taken());
            return ended(outcome, transaction, account, until);
        }
    }

    private Transaction sign(RuntimeCall call, Keypair signer, long nonce) throws InterruptedException {
        Hash birth = node.chain().finalizedHead();
        long number = header(birth).number();
        Header best = node.chain().bestHeader();
        // The next block is made by the best block's runtime, and an upgrade may lie between that and the finalized
        // one.
        Hash newest = node.chain().blockHash(best.number()).orElse(birth);
        LiveRuntime runtime = runtimes.after(newest);
        Era.Mortal era = Era.Mortal.from(number, ERA);
        Terms terms = Terms.mortal(runtime.version(), era, Bytes.of(birth.bytes()), nonce);
        Bytes bytes = runtime.signer()
                .sign(call.encode(runtime.runtime()), terms, signer)
                .bytes();
        return new Transaction(bytes.toArray(), number + 1, era.death(number));
    }

    private Header header(Hash block) throws InterruptedException {
        return node.chain()
                .header(block)
                .orElseThrow(() -> new ScaleException("no header of block 0x" + block + ", which the node named"));
    }

    private Ended ended(TxOutcome outcome, Transaction transaction, AccountId signer, Deadline until)
            throws InterruptedException {
        return switch (outcome) {
            case TxOutcome.Finalized(Place place) -> new Ended.Finally(verdict(place, signer));
            case TxOutcome.Refused(PoolRefusal why) -> refused(why, signer);
            case TxOutcome.Invalid(String reason) -> lost(reason, transaction, signer, until);
            case TxOutcome.Dropped _ -> lost("the node's pool dropped it", transaction, signer, until);
            case TxOutcome.Usurped _ -> lost("another of the same nonce took its place", transaction, signer, until);
            case TxOutcome.Retracted _ -> lost("its block was reorganised away", transaction, signer, until);
            case TxOutcome.Expired expired ->
                new Ended.Finally(expired("no block up to " + (expired.death() - 1) + " took it", signer));
            case TxOutcome.Included(Place place) ->
                throw unknown("block " + place.number() + " holds it, but was not finalized in time", transaction);
            case TxOutcome.Unknown(String reason) -> throw unknown(reason, transaction);
        };
    }

    private static Ended refused(PoolRefusal why, AccountId signer) {
        Outcome.Refused refused = Verdicts.refused(why, signer);
        return switch (why.kind()) {
            case STALE, FUTURE, LOW_PRIORITY, BAD_PROOF, ANCIENT_BIRTH -> new Ended.Outdated(refused);
            case PAYMENT, CUSTOM, ALREADY_IMPORTED, BANNED, POOL_FULL, RATE_LIMITED, OTHER ->
                new Ended.Finally(refused);
        };
    }

    /** A node gave it up, but another may still include it: only the end of its era says that it never will be. */
    private Ended lost(String reason, Transaction transaction, AccountId signer, Deadline until)
            throws InterruptedException {
        return switch (watch.find(transaction, until.remaining())) {
            case TxOutcome.Finalized(Place place) -> new Ended.Finally(verdict(place, signer));
            case TxOutcome.Expired _ ->
                new Ended.Finally(Verdicts.known(reason, signer).orElseGet(() -> expired(reason, signer)));
            case TxOutcome.Unknown(String unknown) -> throw unknown(reason + "; " + unknown, transaction);
            case TxOutcome.Included _,
                    TxOutcome.Refused _,
                    TxOutcome.Invalid _,
                    TxOutcome.Dropped _,
                    TxOutcome.Usurped _,
                    TxOutcome.Retracted _ -> throw unknown(reason, transaction);
        };
    }

    private static Outcome.Refused expired(String reason, AccountId signer) {
        return Verdicts.refused("Expired", signer, reason + ", and its era is over: submit it again");
    }

    private static ChainUnavailableException unknown(String reason, Transaction transaction) {
        return new ChainUnavailableException("what became of the call is not known (" + reason
                + "): it may take effect up to block " + (transaction.death() - 1)
                + "; look at the chain before it is submitted again");
    }

    private Outcome verdict(Place place, AccountId signer) throws InterruptedException {
        PinnedState state = runtimes.state(place.block());
        Optional<CallOutcome> outcome = CallOutcome.of(state.events(), place.index(), state.stored());
        return switch (outcome.orElseThrow(() -> new ScaleException(
                "no event of extrinsic " + place.index() + " of block " + place.number() + " tells its outcome"))) {
            case CallOutcome.Succeeded _ -> new Outcome.Included(place.number());
            case CallOutcome.Failed failed -> Verdicts.refused(failed.failure(), signer);
            case CallOutcome.InnerFailed inner -> Verdicts.refused(inner.failure(), signer);
        };
    }
}
