package io.grail.chain.subtensor;

import io.grail.chain.Call;
import io.grail.chain.Outcome;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.value.Value;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import java.util.List;
import java.util.Optional;

/**
 * What the chain will refuse of a hotkey's calls, seen before anything is signed: a node tells too little of it, and
 * each try costs the pool's patience. Source: Subtensor's own checks, in their order (docs/bittensor.md).
 */
final class HotkeyChecks {
    private final int netuid;
    private final AccountId signer;
    private final PinnedState state;

    HotkeyChecks(int netuid, AccountId signer, PinnedState state) {
        this.netuid = netuid;
        this.signer = signer;
        this.state = state;
    }

    /**
     * The first reason why {@code call} cannot pass.
     *
     * @param next the first block that can hold it
     */
    Optional<Outcome.Refused> reason(Call call, long next) throws InterruptedException {
        return switch (call) {
            case Call.SetCommitment _ ->
                uid().isPresent()
                        ? Optional.empty()
                        : refused(
                                "AccountNotAllowedCommit",
                                "only hotkeys with a slot on subnet " + netuid + " can commit: register it first");
            case Call.SetWeights set -> weights(set, next);
            case Call.BurnedRegister _, Call.AddStake _, Call.RemoveStake _, Call.Transfer _ -> Optional.empty();
        };
    }

    private Optional<Outcome.Refused> weights(Call.SetWeights set, long next) throws InterruptedException {
        Optional<Long> uid = uid();
        if (uid.isEmpty()) {
            return refused("HotKeyNotRegisteredInSubNet", "it has no slot on subnet " + netuid + ": register it first");
        }
        CommitReveal commitReveal = new CommitReveal(state, netuid);
        CommitChecks commits = new CommitChecks(state, netuid, signer);
        boolean hidden = commitReveal.isOn();
        Optional<Outcome.Refused> impossible = hidden ? commits.form(commitReveal) : Optional.empty();
        if (impossible.isPresent()) {
            return impossible;
        }
        long least = state.number("SubtensorModule.WeightsVersionKey", id()).orElse(0L);
        if (set.versionKey() < least) {
            return refused(
                    "IncorrectWeightVersionKey",
                    "the subnet asks for version key " + least + " or more, got " + set.versionKey()
                            + ": bring the software up to date");
        }
        Optional<Outcome.Refused> tooFast =
                tooFast(hidden ? "CommittingWeightsTooFast" : "SettingWeightsTooFast", uid.get(), next);
        return tooFast.isPresent() || !hidden ? tooFast : commits.content(set, uid.get());
    }

    private Optional<Outcome.Refused> tooFast(String error, long uid, long next) throws InterruptedException {
        List<Value> updates = state.read("SubtensorModule.LastUpdate", id()).list();
        if (uid >= updates.size()) {
            throw new ScaleException("LastUpdate has " + updates.size() + " items, but there is a uid " + uid);
        }
        long last = updates.get((int) uid).asLong();
        long limit = state.number("SubtensorModule.WeightsSetRateLimit", id()).orElse(0L);
        long wait = limit - (next - last);
        return last == 0 || wait <= 0
                ? Optional.empty()
                : refused(
                        error,
                        "weights can be set " + limit + " blocks after the last setting or"
                                + " the registration (block " + last + "): wait " + wait + " more blocks");
    }

    private Optional<Long> uid() throws InterruptedException {
        return state.find("SubtensorModule.Uids", CommitmentReading.key(netuid, new Hotkey(signer)))
                .map(Value::asLong);
    }

    private Value id() {
        return Value.of(netuid);
    }

    private Optional<Outcome.Refused> refused(String error, String advice) {
        return Optional.of(Verdicts.refused(error, signer, advice));
    }
}
