package io.grail.chain.subtensor;

import io.grail.chain.Metagraph;
import io.grail.chain.Neuron;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.value.Value;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Coldkey;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Uid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a {@link Metagraph} of what the runtime says of a subnet. */
final class MetagraphReading {
    private static final String SELECTIVE = "SubnetInfoRuntimeApi_get_selective_metagraph";
    private static final String WHOLE = "SubnetInfoRuntimeApi_get_metagraph";
    private static final String TRUST = "SubtensorModule.ValidatorTrust";

    /**
     * Which parts are asked for, by the runtime's numbers: hotkeys, coldkeys, permits, last updates, emissions,
     * dividends, incentives, consensus, blocks at registration, total stakes. Identities and axons, most of the bytes,
     * stay away.
     */
    private static final long[] PARTS = {52, 53, 57, 59, 60, 61, 62, 63, 66, 69};

    private MetagraphReading() {}

    /** The subnet after the block of {@code state}; empty if there is no such subnet. */
    static Optional<Metagraph> read(PinnedState state, int netuid) throws InterruptedException {
        Value id = Value.of(netuid);
        Value answer = state.called().hasApi(SELECTIVE)
                ? state.call(SELECTIVE, id, Value.numbers(PARTS))
                : state.call(WHOLE, id);
        Optional<Value> metagraph = answer.option();
        if (metagraph.isEmpty()) {
            return Optional.empty();
        }
        List<Value> trust = state.stored().hasStorage(TRUST)
                ? state.find(TRUST, id).map(Value::list).orElse(List.of())
                : List.of();
        return Optional.of(new Metagraph(state.number(), neurons(metagraph.get(), trust)));
    }

    private static List<Neuron> neurons(Value metagraph, List<Value> trust) {
        List<Value> hotkeys = part(metagraph, "hotkeys");
        Column columns = new Column(metagraph, hotkeys.size());
        List<Neuron> neurons = new ArrayList<>();
        for (int uid = 0; uid < hotkeys.size(); uid++) {
            neurons.add(new Neuron(
                    uid(uid),
                    new Hotkey(account(hotkeys.get(uid))),
                    new Coldkey(account(columns.at("coldkeys", uid))),
                    columns.number("total_stake", uid),
                    columns.at("validator_permit", uid).bool(),
                    columns.fraction("consensus", uid),
                    columns.fraction("incentives", uid),
                    columns.fraction("dividends", uid),
                    uid < trust.size() ? trust.get(uid).asInt() : 0,
                    columns.number("emission", uid),
                    columns.number("block_at_registration", uid),
                    columns.number("last_update", uid)));
        }
        return neurons;
    }

    /** One of the lists by uid, each as long as that of the hotkeys. */
    private record Column(Value metagraph, int size) {
        Value at(String name, int uid) {
            List<Value> column = part(metagraph, name);
            if (column.size() != size) {
                throw new ScaleException(name + " has " + column.size() + " items for " + size + " hotkeys");
            }
            return column.get(uid);
        }

        long number(String name, int uid) {
            return at(name, uid).asLong();
        }

        int fraction(String name, int uid) {
            return at(name, uid).asInt();
        }
    }

    /** A part; wrapped in an option where it could have been left out. */
    private static List<Value> part(Value metagraph, String name) {
        Value value = metagraph.field(name);
        return value instanceof Value.Variant
                ? value.option()
                        .orElseThrow(() -> new ScaleException("no " + name + ", which was asked for"))
                        .list()
                : value.list();
    }

    static Uid uid(long number) {
        if (number < 0 || number > Uid.MAX) {
            throw new ScaleException("uid " + number + ", expected at most " + Uid.MAX);
        }
        return new Uid((int) number);
    }

    static AccountId account(Value value) {
        byte[] bytes = value.bytes().toArray();
        if (bytes.length != AccountId.LENGTH) {
            throw new ScaleException("an account of " + bytes.length + " bytes");
        }
        return AccountId.of(bytes);
    }
}
