package io.grail.chain.local;

import io.grail.chain.Call;
import io.grail.chain.Commitment;
import io.grail.chain.Outcome.Refused;
import io.grail.protocol.anchor.Anchor;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Publishing location and anchor under a registered hotkey, within a budget of bytes an epoch. Source: subtensor. */
final class Commitments {
    /** Bytes that a hotkey may commit in one epoch. */
    static final int BUDGET = 3_100;
    /** What even the shortest commitment costs of the budget. */
    static final int LEAST_COST = 100;

    private Commitments() {}

    static Optional<Refused> set(Draft draft, AccountId signer, Call.SetCommitment call) {
        Hotkey hotkey = new Hotkey(signer);
        if (draft.uid(hotkey).isEmpty()) {
            return Optional.of(new Refused("AccountNotAllowedCommit", hotkey + " holds no slot: register it first"));
        }
        long epoch = draft.economy().epochs();
        int before = draft.commitment(hotkey)
                .filter(committed -> committed.epoch() == epoch)
                .map(Committed::spent)
                .orElse(0);
        int spent = before + cost(call);
        if (spent > BUDGET) {
            return Optional.of(new Refused(
                    "SpaceLimitExceeded",
                    "this epoch's commitments would reach " + spent + " of " + BUDGET + " bytes: wait for the next"));
        }
        Commitment commitment = new Commitment(call.text(), call.anchor(), draft.block());
        draft.commit(hotkey, new Committed(commitment, epoch, spent));
        return Optional.empty();
    }

    private static int cost(Call.SetCommitment call) {
        int location = call.text().getBytes(StandardCharsets.UTF_8).length;
        return Math.max(LEAST_COST, location + (call.anchor().isPresent() ? Anchor.LENGTH : 0));
    }
}
