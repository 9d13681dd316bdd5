package io.grail.chain.local;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.AccountId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Submissions that wait for the next block; guarded by the chain's lock. */
final class Pool {
    private final List<Submission> waiting = new ArrayList<>();
    private final Map<Hash, Submission> signed = new LinkedHashMap<>();

    /** A submission and the extrinsic that it became. */
    record Ordered(Submission submission, Extrinsic extrinsic) {}

    boolean full() {
        return waiting.size() >= BlockRecord.MAX_EXTRINSICS;
    }

    void add(Submission submission) {
        waiting.add(submission);
    }

    void add(Extrinsic extrinsic, Submission submission) {
        waiting.add(submission);
        signed.put(extrinsic.hash(), submission);
    }

    void remove(Submission submission) {
        waiting.remove(submission);
    }

    Optional<Submission> find(Hash extrinsic) {
        return Optional.ofNullable(signed.get(extrinsic));
    }

    /** Extrinsics of {@code account} that wait here with a nonce of their own. */
    long signedBy(AccountId account) {
        return signed.values().stream().filter(s -> s.signer().equals(account)).count();
    }

    /** What the next block holds, in its order; signs what is not signed yet. */
    List<Ordered> ordered(ToLongFunction<AccountId> nonces) {
        Map<AccountId, Long> next = new TreeMap<>();
        return waiting.stream()
                .sorted(Submission.ORDER)
                .map(submission -> {
                    AccountId signer = submission.signer();
                    long nonce = next.computeIfAbsent(signer, nonces::applyAsLong);
                    next.put(signer, nonce + 1);
                    return new Ordered(submission, submission.extrinsic(nonce));
                })
                .toList();
    }

    void clear() {
        waiting.clear();
        signed.clear();
    }
}
