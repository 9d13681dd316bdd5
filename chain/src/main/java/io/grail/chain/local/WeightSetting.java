package io.grail.chain.local;

import io.grail.chain.Call;
import io.grail.chain.Outcome.Refused;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Uid;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Setting weights: checks in Subtensor's order, each with its name. Source: subtensor, subnets/weights.rs. */
final class WeightSetting {
    private static final int U16 = 65_535;

    /** One check; empty when passed. */
    private interface Check {
        Optional<Refused> of(Draft draft, Hotkey hotkey, Call.SetWeights call);
    }

    private static final List<Check> CHECKS = List.of(
            WeightSetting::notTooMany,
            WeightSetting::registered,
            WeightSetting::staked,
            WeightSetting::recentSoftware,
            WeightSetting::rested,
            WeightSetting::permitted,
            WeightSetting::uidsExist,
            WeightSetting::enough);

    private WeightSetting() {}

    static Optional<Refused> set(Draft draft, AccountId signer, Call.SetWeights call) {
        Hotkey hotkey = new Hotkey(signer);
        Optional<Refused> refusal = CHECKS.stream()
                .flatMap(check -> check.of(draft, hotkey, call).stream())
                .findFirst();
        if (refusal.isEmpty()) {
            Uid uid = uid(draft, hotkey);
            draft.replace(uid, draft.slot(uid).withWeights(upscaled(call.weights()), draft.block()));
        }
        return refusal;
    }

    /** Scales the largest weight to 65535, rounding to nearest. */
    private static SortedMap<Uid, Integer> upscaled(SortedMap<Uid, Integer> weights) {
        long largest =
                weights.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        SortedMap<Uid, Integer> scaled = new TreeMap<>();
        weights.forEach((uid, weight) ->
                scaled.put(uid, largest == 0 ? 0 : (int) ((2L * weight * U16 + largest) / (2 * largest))));
        return Collections.unmodifiableSortedMap(scaled);
    }

    private static Optional<Refused> notTooMany(Draft draft, Hotkey hotkey, Call.SetWeights call) {
        return unless(
                call.weights().size() <= draft.slots().size(),
                "UidsLengthExceedUidsInSubNet",
                call.weights().size() + " weights for " + draft.slots().size() + " slots");
    }

    private static Optional<Refused> registered(Draft draft, Hotkey hotkey, Call.SetWeights call) {
        return unless(
                draft.uid(hotkey).isPresent(),
                "HotKeyNotRegisteredInSubNet",
                hotkey + " holds no slot: register it first");
    }

    private static Optional<Refused> staked(Draft draft, Hotkey hotkey, Call.SetWeights call) {
        long stake = draft.stakes(hotkey).map(Stakes::total).orElse(0L);
        long threshold = draft.config().weights().stakeThreshold();
        return unless(
                stake >= threshold || owner(hotkey),
                "NotEnoughStakeToSetWeights",
                hotkey + " has " + stake + " rao of stake, weights ask for " + threshold + ": add stake");
    }

    private static Optional<Refused> recentSoftware(Draft draft, Hotkey hotkey, Call.SetWeights call) {
        long asked = draft.config().weights().versionKey();
        return unless(
                asked == 0 || call.versionKey() >= asked,
                "IncorrectWeightVersionKey",
                "version key " + call.versionKey() + ", the subnet asks for " + asked + ": update the software");
    }

    private static Optional<Refused> rested(Draft draft, Hotkey hotkey, Call.SetWeights call) {
        long last = draft.slot(uid(draft, hotkey)).since().lastUpdate();
        long next = last + draft.config().weights().rateLimit();
        return unless(
                last == 0 || draft.block() >= next,
                "SettingWeightsTooFast",
                "last set (or registered) in block " + last + ": set again from block " + next + " on");
    }

    private static Optional<Refused> permitted(Draft draft, Hotkey hotkey, Call.SetWeights call) {
        return unless(
                draft.slot(uid(draft, hotkey)).standing().permit() || owner(hotkey) || onlySelf(draft, hotkey, call),
                "NeuronNoValidatorPermit",
                hotkey + " is no validator yet: the next epoch gives permits to those with most stake");
    }

    private static Optional<Refused> uidsExist(Draft draft, Hotkey hotkey, Call.SetWeights call) {
        return unless(
                call.weights().isEmpty()
                        || call.weights().lastKey().value() < draft.slots().size(),
                "UidVecContainInvalidOne",
                "the subnet's uids end at " + (draft.slots().size() - 1));
    }

    private static Optional<Refused> enough(Draft draft, Hotkey hotkey, Call.SetWeights call) {
        int least =
                Math.min(draft.config().weights().minAllowed(), draft.slots().size());
        return unless(
                call.weights().size() >= least || onlySelf(draft, hotkey, call),
                "WeightVecLengthIsLow",
                call.weights().size() + " weights, the subnet asks for at least " + least);
    }

    private static boolean onlySelf(Draft draft, Hotkey hotkey, Call.SetWeights call) {
        return call.weights().size() == 1 && call.weights().containsKey(uid(draft, hotkey));
    }

    private static boolean owner(Hotkey hotkey) {
        return hotkey.equals(DevAccounts.OWNER_HOTKEY);
    }

    private static Uid uid(Draft draft, Hotkey hotkey) {
        return draft.uid(hotkey).orElseThrow();
    }

    private static Optional<Refused> unless(boolean passed, String error, String advice) {
        return passed ? Optional.empty() : Optional.of(new Refused(error, advice));
    }
}
