package io.grail.chain.rpc.tx;

import io.grail.chain.rpc.Deadline;
import io.grail.chain.rpc.FeedEvent;
import io.grail.chain.rpc.RpcException;
import io.grail.chain.rpc.Subscription;
import io.grail.chain.rpc.node.TxStatus;
import io.grail.protocol.bytes.Hash;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** One transaction's way from the pool to its end; used by one thread. */
final class Pursuit {
    /** Silence of so many steps, while the node should tell, makes it look into blocks by itself. */
    private static final int PATIENT_STEPS = 6;

    /**
     * What is pursued.
     *
     * @param step between two looks at the chain: half a block
     */
    record Terms(Transaction transaction, Goal goal, Deadline until, Duration step) {}

    private final Terms terms;
    private final Search search;
    private final Consumer<TxState> progress;
    private Optional<Place> seen = Optional.empty();
    private Optional<Hash> retracted = Optional.empty();

    Pursuit(Terms terms, Search search, Consumer<TxState> progress) {
        this.terms = terms;
        this.search = search;
        this.progress = progress;
    }

    /** Follows what the node tells; where it ends or stays away, searches. */
    TxOutcome listen(Subscription<TxStatus> updates) throws InterruptedException {
        int silent = 0;
        while (!terms.until().hasPassed()) {
            Optional<FeedEvent<TxStatus>> event = next(updates);
            Optional<TxOutcome> outcome = Optional.empty();
            switch (event.orElse(null)) {
                case null -> silent++;
                case FeedEvent.Item<TxStatus>(TxStatus status) -> {
                    silent = 0;
                    outcome = follow(status);
                }
                case FeedEvent.Gap<TxStatus> gap -> {
                    return search(gap.reason());
                }
                case FeedEvent.Over<TxStatus> over -> {
                    return search(over.reason());
                }
            }
            if (outcome.isEmpty() && silent >= PATIENT_STEPS) {
                silent = 0;
                outcome = look();
            }
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return atDeadline("the node tells nothing");
    }

    private Optional<FeedEvent<TxStatus>> next(Subscription<TxStatus> updates) throws InterruptedException {
        try {
            return updates.poll(terms.until().within(terms.step()).remaining());
        } catch (RpcException.Malformed e) {
            return Optional.of(new FeedEvent.Over<>(String.valueOf(e.getMessage())));
        }
    }

    private Optional<TxOutcome> follow(TxStatus status) throws InterruptedException {
        return switch (status) {
            case TxStatus.Pooled pooled -> told(new TxState.Pooled(pooled.ready()));
            case TxStatus.Broadcast broadcast -> told(new TxState.Broadcast(broadcast.peers()));
            case TxStatus.InBlock in -> {
                var _ = told(new TxState.InBlock(in.block()));
                seen = place(in.block());
                yield terms.goal() == Goal.INCLUDED ? seen.map(TxOutcome.Included::new) : Optional.empty();
            }
            case TxStatus.Retracted gone -> {
                seen = seen.filter(place -> !place.block().equals(gone.block()));
                retracted = Optional.of(gone.block());
                yield told(new TxState.Retracted(gone.block()));
            }
            case TxStatus.Finalized in -> {
                Optional<Place> place = place(in.block());
                yield place.isPresent()
                        ? place.map(TxOutcome.Finalized::new)
                        : Optional.of(search("the block that the node named could not be read, or does not hold it"));
            }
            case TxStatus.FinalityTimeout _ -> Optional.of(search("the node no longer waits for finality"));
            case TxStatus.Usurped usurped -> Optional.of(new TxOutcome.Usurped(usurped.by()));
            case TxStatus.Dropped _ -> Optional.of(new TxOutcome.Dropped());
            case TxStatus.Invalid _ -> Optional.of(new TxOutcome.Invalid("the node found it invalid after all"));
            case TxStatus.Strange strange -> Optional.of(new TxOutcome.Invalid(strange.text()));
        };
    }

    private Optional<TxOutcome> told(TxState state) {
        progress.accept(state);
        return Optional.empty();
    }

    private Optional<Place> place(Hash block) throws InterruptedException {
        try {
            return search.in(block);
        } catch (RpcException e) {
            return Optional.empty(); // the search will tell
        }
    }

    /** Searches finalized blocks until it is found, can be found no more, or the deadline comes. */
    TxOutcome search(String reason) throws InterruptedException {
        progress.accept(new TxState.Searching(reason));
        while (true) {
            Optional<TxOutcome> outcome = look();
            if (outcome.isPresent()) {
                return outcome.get();
            }
            if (terms.until().hasPassed()) {
                return atDeadline(reason);
            }
            Thread.sleep(terms.until().within(terms.step()).remaining());
        }
    }

    private Optional<TxOutcome> look() throws InterruptedException {
        try {
            return switch (search.advance()) {
                case Search.Found.At(Place place) -> Optional.of(new TxOutcome.Finalized(place));
                case Search.Found.Never _ ->
                    Optional.of(new TxOutcome.Expired(terms.transaction().death(), retracted));
                case Search.Found.NotYet _ -> Optional.empty();
            };
        } catch (RpcException.TimedOut
                | RpcException.Malformed
                | RpcException.Refused
                | RpcException.RateLimited
                | RpcException.TooLarge e) {
            // Another look, perhaps through another endpoint, may fare better until the deadline.
            return Optional.empty();
        } catch (RpcException.Closed | RpcException.OtherChain e) {
            return Optional.of(atDeadline(String.valueOf(e.getMessage())));
        }
    }

    private TxOutcome atDeadline(String reason) {
        if (seen.isPresent()) {
            return new TxOutcome.Included(seen.get());
        }
        return retracted.isPresent()
                ? new TxOutcome.Retracted(retracted.get())
                : new TxOutcome.Unknown("not in any finalized block when the wait for it ended (" + reason
                        + "): look for it again before it is submitted anew");
    }
}
