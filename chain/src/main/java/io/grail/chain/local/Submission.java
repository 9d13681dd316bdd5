package io.grail.chain.local;

import io.grail.chain.Call;
import io.grail.chain.Outcome;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Keypair;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way into a block; guarded by the chain's lock.
 *
 * <p>One submitted in process is signed only when its block is made: its nonce then follows from the order of names,
 * not from which thread came first.
 */
final class Submission {
    /** By signer; what is signed already in order of nonce, then the rest by sender and its own order. */
    static final Comparator<Submission> ORDER = Comparator.comparing((Submission s) -> s.signer)
            .thenComparingLong(s -> s.nonce)
            .thenComparing(s -> s.sender)
            .thenComparingLong(s -> s.sequence);

    private final AccountId signer;
    private final long nonce;
    private final String sender;
    private final long sequence;
    private final LongFunction<Extrinsic> signing;
    private @Nullable Outcome outcome;

    private Submission(AccountId signer, long nonce, String sender, long sequence, LongFunction<Extrinsic> signing) {
        this.signer = signer;
        this.nonce = nonce;
        this.sender = sender;
        this.sequence = sequence;
        this.signing = signing;
    }

    /** A call that {@code signer} signs when its place is known. */
    static Submission of(Call call, Keypair signer, String sender, long sequence, Hash genesis) {
        return new Submission(
                signer.account(),
                Long.MAX_VALUE,
                sender,
                sequence,
                nonce -> Extrinsic.sign(call, signer, nonce, genesis));
    }

    /** An extrinsic signed elsewhere. */
    static Submission of(Extrinsic extrinsic) {
        return new Submission(extrinsic.signer(), extrinsic.nonce(), "", 0, ignored -> extrinsic);
    }

    AccountId signer() {
        return signer;
    }

    boolean signed() {
        return nonce != Long.MAX_VALUE;
    }

    Extrinsic extrinsic(long nextNonce) {
        return signing.apply(nextNonce);
    }

    void settle(Outcome settled) {
        outcome = settled;
    }

    boolean settled() {
        return outcome != null;
    }

    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }
}
