package io.grail.chain.subtensor;

import io.grail.chain.Outcome;
import io.grail.chain.substrate.value.Value;
import io.grail.protocol.identity.Keypair;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** A new subnet on a development chain, where //Alice has funds and is the administrator. */
final class DevelopmentSubnet {
    static final Keypair ALICE = Keypair.fromUri("//Alice");

    private DevelopmentSubnet() {}

    /** Makes one that takes many registrations at once, and weights without a pause; returns its netuid. */
    static int create(URI endpoint) throws InterruptedException {
        try (SubtensorChain root = SubtensorChain.connect(SubtensorConfig.of(0, List.of(endpoint)))) {
            must(root, "AdminUtils.sudo_set_network_rate_limit", true, Map.of("rate_limit", Value.of(0)));
            SortedMap<Integer, ?> before = root.owners();
            Keypair hotkey = Keypair.generate();
            must(root, "SubtensorModule.register_network", false, Map.of("hotkey", account(hotkey)));
            int netuid = root.owners().keySet().stream()
                    .filter(each -> !before.containsKey(each))
                    .findFirst()
                    .orElseThrow();
            Value id = Value.of(netuid);
            set(root, "weights_set_rate_limit", id, 0);
            set(root, "target_registrations_per_interval", id, 100);
            set(root, "max_registrations_per_block", id, 100);
            root.awaitBlock(root.head().number() + 12);
            must(root, "SubtensorModule.start_call", false, Map.of("netuid", id));
            return netuid;
        }
    }

    private static void set(SubtensorChain chain, String what, Value netuid, long value) throws InterruptedException {
        must(chain, "AdminUtils.sudo_set_" + what, true, Map.of("netuid", netuid, what, Value.of(value)));
    }

    private static Value account(Keypair pair) {
        return Value.of(pair.account().bytes());
    }

    private static void must(SubtensorChain chain, String call, boolean asRoot, Map<String, Value> arguments)
            throws InterruptedException {
        Outcome outcome = chain.submit(new RuntimeCall(call, arguments, asRoot), ALICE);
        if (outcome instanceof Outcome.Refused refused) {
            throw new IllegalStateException(call + ": " + refused);
        }
    }
}
