package io.grail.chain.subtensor;

import io.grail.chain.Call;
import io.grail.chain.CallRefusedException;
import io.grail.chain.ChainUnavailableException;
import io.grail.chain.Metagraph;
import io.grail.chain.Neuron;
import io.grail.chain.Outcome;
import io.grail.chain.substrate.value.Value;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A subnet on a development chain: one where //Alice, whose key anybody knows, has funds and is the administrator. */
public final class DevelopmentSubnet {
    /** The administrator and owner of everything. */
    public static final Keypair ALICE = Keypair.fromUri("//Alice");

    /** The chain takes the start of a subnet only so many blocks after its registration. */
    private static final int START_DELAY_BLOCKS = 12;

    private DevelopmentSubnet() {}

    /** Whether the chain at {@code endpoints} is one; nothing may be done here that costs anybody else's tokens. */
    public static boolean isPossible(List<URI> endpoints) {
        try (SubtensorChain root = SubtensorChain.connect(SubtensorConfig.of(0, endpoints))) {
            return root.administrator().filter(ALICE.account()::equals).isPresent();
        }
    }

    /**
     * Makes one that takes many registrations at once, and weights without a pause and in the open.
     *
     * @return its netuid
     * @throws CallRefusedException if the chain refuses a call
     */
    public static int create(List<URI> endpoints) throws InterruptedException {
        try (SubtensorChain root = SubtensorChain.connect(SubtensorConfig.of(0, endpoints))) {
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
            root.awaitBlock(root.head().number() + START_DELAY_BLOCKS);
            must(root, "SubtensorModule.start_call", false, Map.of("netuid", id));
            return netuid;
        }
    }

    /**
     * Registers hotkeys where they have no slot yet, and stakes on them one after the other: a pool gives less the more is
     * bought. //Alice owns and pays.
     *
     * @param stakes TAO in rao for each hotkey that has none staked on it; 0 for none
     * @throws CallRefusedException if the chain refuses a call
     */
    public static void settle(SubtensorChain subnet, SequencedMap<Hotkey, Long> stakes) throws InterruptedException {
        Metagraph before = subnet.metagraph(subnet.head().number());
        register(
                subnet,
                stakes.keySet().stream()
                        .filter(hotkey -> before.neuron(hotkey).isEmpty())
                        .toList());
        Metagraph registered = subnet.metagraph(subnet.head().number());
        for (Map.Entry<Hotkey, Long> each : stakes.entrySet()) {
            boolean bare = registered.neuron(each.getKey()).map(Neuron::stake).orElse(0L) == 0;
            if (each.getValue() > 0 && bare) {
                Call call = new Call.AddStake(each.getKey(), each.getValue());
                subnet.awaitBlock(CallRefusedException.block(subnet.submit(call, ALICE)));
            }
        }
    }

    private static void register(SubtensorChain subnet, List<Hotkey> hotkeys) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            hotkeys.forEach(hotkey ->
                    outcomes.add(threads.submit(() -> subnet.submit(new Call.BurnedRegister(hotkey), ALICE))));
            long last = 0;
            for (Future<Outcome> outcome : outcomes) {
                last = Math.max(last, CallRefusedException.block(outcome.get()));
            }
            subnet.awaitBlock(last);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ChainUnavailableException unavailable) {
                throw unavailable;
            }
            throw new IllegalStateException("a registration failed: " + e.getCause(), e);
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
        CallRefusedException.block(chain.submit(new RuntimeCall(call, arguments, asRoot), ALICE));
    }
}
