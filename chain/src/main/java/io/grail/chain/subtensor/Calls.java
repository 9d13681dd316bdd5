package io.grail.chain.subtensor;

import io.grail.chain.Call;
import io.grail.chain.substrate.value.Value;
import io.grail.protocol.identity.Uid;
import java.util.Map;

/** The calls of {@link io.grail.chain.Chain} by Subtensor's names, on one subnet. */
final class Calls {
    private Calls() {}

    static RuntimeCall on(int netuid, Call call) {
        Value id = Value.of(netuid);
        return switch (call) {
            case Call.BurnedRegister register ->
                subtensor(
                        "burned_register",
                        Map.of("netuid", id, "hotkey", account(register.hotkey().bytes())));
            case Call.AddStake stake ->
                subtensor(
                        "add_stake",
                        Map.of(
                                "hotkey",
                                account(stake.hotkey().bytes()),
                                "netuid",
                                id,
                                "amount_staked",
                                Value.of(stake.rao())));
            case Call.RemoveStake stake ->
                subtensor(
                        "remove_stake",
                        Map.of(
                                "hotkey",
                                account(stake.hotkey().bytes()),
                                "netuid",
                                id,
                                "amount_unstaked",
                                Value.of(stake.rao())));
            case Call.Transfer transfer ->
                RuntimeCall.of(
                        "Balances.transfer_keep_alive",
                        Map.of(
                                "dest",
                                Value.variant("Id", account(transfer.to().bytes())),
                                "value",
                                Value.of(transfer.rao())));
            case Call.SetCommitment commitment ->
                RuntimeCall.of(
                        "Commitments.set_commitment", Map.of("netuid", id, "info", CommitmentFields.write(commitment)));
            case Call.SetWeights set -> weights(id, set);
        };
    }

    private static RuntimeCall weights(Value netuid, Call.SetWeights set) {
        long[] uids = set.weights().keySet().stream().mapToLong(Uid::value).toArray();
        long[] weights =
                set.weights().values().stream().mapToLong(Integer::longValue).toArray();
        return subtensor(
                "set_weights",
                Map.of(
                        "netuid",
                        netuid,
                        "dests",
                        Value.numbers(uids),
                        "weights",
                        Value.numbers(weights),
                        "version_key",
                        Value.of(set.versionKey())));
    }

    private static RuntimeCall subtensor(String name, Map<String, Value> arguments) {
        return RuntimeCall.of("SubtensorModule." + name, arguments);
    }

    private static Value account(byte[] publicKey) {
        return Value.of(publicKey);
    }
}
