package io.grail.chain.subtensor;

import io.grail.chain.Outcome;
import io.grail.chain.rpc.node.PoolRefusal;
import io.grail.chain.substrate.extrinsic.OtherRefusal;
import io.grail.chain.substrate.extrinsic.Refusal;
import io.grail.chain.substrate.extrinsic.RefusalText;
import io.grail.chain.substrate.runtime.DispatchFailure;
import io.grail.protocol.identity.AccountId;
import java.util.Map;
import java.util.Optional;

/** Says in the chain's own names, and with advice, why a call did nothing. */
final class Verdicts {
    /** What to do about errors that a block's events tell, where the runtime's own words do not say it. */
    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry("HotKeyAlreadyRegisteredInSubNet", "it has its slot: go on with that one"),
            Map.entry("NotEnoughBalanceToStake", "send its coldkey more, or ask for less"),
            Map.entry("TooManyRegistrationsThisBlock", "others were first: try again in the next block"),
            Map.entry(
                    "TooManyRegistrationsThisInterval", "the subnet takes no more for now: wait for the next interval"),
            Map.entry("NonAssociatedColdKey", "sign with the coldkey that owns the hotkey"),
            Map.entry("SubtokenDisabled", "its owner must start the subnet first (start_call)"),
            Map.entry("FirstEmissionBlockNumberAlreadySet", "the subnet was started before"),
            Map.entry("NeedWaitingMoreBlocksToStarCall", "a new subnet can be started some blocks later: wait"),
            Map.entry("NeuronNoValidatorPermit", "stake more and wait for the next epoch, which gives permits"),
            Map.entry("NotEnoughStakeToSetWeights", "add stake to the hotkey"),
            Map.entry("WeightVecLengthIsLow", "name more uids"),
            Map.entry("InvalidIpAddress", "name an address that others reach; the chain takes no loopback"),
            Map.entry("ServingRateLimitExceeded", "it was published a moment ago: wait some 50 blocks"),
            Map.entry("TooManyUnrevealedCommits", "ten commitments wait in this epoch: wait for their reveal"),
            Map.entry("UidVecContainInvalidOne", "read the metagraph again: a slot that was named is not there"),
            Map.entry("SpaceLimitExceeded", "commit less often: each epoch has room for some 31 commitments"),
            Map.entry("FundsUnavailable", "the balance does not suffice for the amount and the fee"),
            Map.entry("Expendability", "something must stay on the account: send less"));

    private Verdicts() {}

    static Outcome.Refused refused(String error, AccountId signer, String advice) {
        return new Outcome.Refused(error, "the call of " + signer + " was refused: " + advice);
    }

    /** What the events of its block said. */
    static Outcome.Refused refused(DispatchFailure failure, AccountId signer) {
        String name = failure.shortName();
        String docs = failure.docs().strip();
        String meaning = docs.isEmpty() ? failure.name() : docs;
        String todo = ADVICE.get(name);
        return refused(name, signer, todo == null ? meaning : meaning + " – " + todo);
    }

    /** What a node's pool said. */
    static Outcome.Refused refused(PoolRefusal why, AccountId signer) {
        Refusal.Reason reason = RefusalText.read(code(why.kind()), why.text()).reason();
        return refused(reason.error(), signer, reason.advice());
    }

    /** What a node said of one that it had taken before, if that is a reason known by name. */
    static Optional<Outcome.Refused> known(String said, AccountId signer) {
        Refusal refusal = RefusalText.read(0, said);
        return refusal instanceof OtherRefusal
                ? Optional.empty()
                : Optional.of(refused(
                        refusal.reason().error(), signer, refusal.reason().advice()));
    }

    private static int code(PoolRefusal.Kind kind) {
        return switch (kind) {
            case BANNED -> 1012;
            case ALREADY_IMPORTED -> 1013;
            case LOW_PRIORITY -> 1014;
            case POOL_FULL -> 1016;
            case STALE, FUTURE, BAD_PROOF, ANCIENT_BIRTH, PAYMENT, CUSTOM, RATE_LIMITED, OTHER -> 1010;
        };
    }
}
