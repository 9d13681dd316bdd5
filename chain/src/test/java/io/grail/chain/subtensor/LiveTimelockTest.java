package io.grail.chain.subtensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.chain.Call;
import io.grail.chain.Outcome;
import io.grail.chain.drand.Ciphertext;
import io.grail.chain.drand.LocalBeacon;
import io.grail.chain.drand.Round;
import io.grail.chain.drand.Timelock;
import io.grail.chain.rpc.RpcConnection;
import io.grail.chain.rpc.node.NodeMethods;
import io.grail.chain.substrate.value.Value;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Uid;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Commit-reveal on a real runtime under Chopsticks: {@code -Dgrail.chain.endpoint=ws://127.0.0.1:9944}. Its nodes fetch no
 * rounds of drand, so the test puts those of a beacon of its own into the chain's state.
 */
@EnabledIfSystemProperty(named = "grail.chain.endpoint", matches = "wss?://.+")
final class LiveTimelockTest {
    private static final Call.SetWeights WEIGHTS = new Call.SetWeights(new TreeMap<>(Map.of(new Uid(0), 7)), 1);
    private static final String[] COMMITS = {
        "SubtensorModule.TimelockedWeightCommits", "SubtensorModule.CRV3WeightCommits"
    };

    /** Signs rounds that are not out yet, too. */
    private final LocalBeacon beacon = new LocalBeacon("live", InstantSource.fixed(Instant.ofEpochSecond(1L << 40)));

    private final URI endpoint = URI.create(System.getProperty("grail.chain.endpoint", ""));
    private final Keypair validator = Keypair.generate();

    @Test
    void theRuntimeSetsTheWeightsThatWereCommitted() throws Exception {
        int netuid = DevelopmentSubnet.create(List.of(endpoint));
        SubtensorConfig config = SubtensorConfig.of(netuid, List.of(endpoint)).with(beacon.chain());
        try (SubtensorChain chain = SubtensorChain.connect(config);
                RpcConnection connection = RpcConnection.open(config.rpc())) {
            Value id = Value.of(netuid);
            included(chain.submit(
                    new RuntimeCall(
                            "AdminUtils.sudo_set_commit_reveal_weights_enabled",
                            Map.of("netuid", id, "enabled", Value.of(true)),
                            true),
                    DevelopmentSubnet.ALICE));
            included(chain.submit(new Call.BurnedRegister(validator.hotkey()), DevelopmentSubnet.ALICE));
            long staked = included(
                    chain.submit(new Call.AddStake(validator.hotkey(), 50_000_000_000L), DevelopmentSubnet.ALICE));
            chain.awaitBlock(staked + 24);

            put(connection, beacon.chain().roundAt(chain.head().timestampMillis()));
            long committed = included(chain.submit(WEIGHTS, validator));
            chain.awaitBlock(committed);
            NodeMethods node = NodeMethods.over(connection);
            Hash genesis = node.chain().blockHash(0).orElseThrow();
            Hash block = node.chain().blockHash(committed).orElseThrow();
            PinnedState state = new Runtimes(node, genesis).state(block);
            checkCommitment(state, id);

            Uid uid = chain.metagraph(committed)
                    .neuron(validator.hotkey())
                    .orElseThrow()
                    .uid();
            for (long waited = 1; chain.weights(uid).isEmpty(); waited++) {
                assertThat(waited).as("blocks since the commitment").isLessThan(40);
                chain.awaitBlock(committed + waited);
            }
            assertThat(chain.weights(uid)).isEqualTo(Map.of(new Uid(0), 65_535));
            assertThat(chain.lockedWeights()).doesNotContainKey(validator.hotkey());
        }
    }

    private static long included(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Included.class);
        return ((Outcome.Included) outcome).block();
    }

    private void checkCommitment(PinnedState state, Value netuid) throws InterruptedException {
        for (String entry : COMMITS) {
            List<List<Value>> keys = state.stored().hasStorage(entry) ? state.keys(entry, netuid) : List.of();
            for (List<Value> key : keys) {
                for (Value commit : state.read(entry, key.toArray(Value[]::new)).list()) {
                    opens(state, commit.list());
                    return;
                }
            }
        }
        throw new AssertionError("no commitment in the chain's state");
    }

    /** The hotkey, perhaps a block, the ciphertext, the round. */
    private void opens(PinnedState state, List<Value> commit) {
        byte[] ciphertext = ((Value.Blob) commit.get(commit.size() - 2)).bytes().toArray();
        Round round = beacon.round(commit.getLast().asLong());
        CommitCall call = CommitCall.of(state.called()).orElseThrow();
        assertThat(Timelock.decrypt(Ciphertext.parse(ciphertext), round.signature()))
                .isEqualTo(TimelockedWeights.message(call, WEIGHTS, validator.hotkey()));
    }

    /** Writes what nodes' own workers would have written; up to spec 300 the chain looks but once. */
    private void put(RpcConnection connection, long now) throws InterruptedException {
        JsonNodeFactory json = JsonNodeFactory.instance;
        var pulses = json.arrayNode();
        for (long number = now - 20; number < now + 40; number++) {
            Round round = beacon.round(number);
            var pulse = json.objectNode()
                    .put("round", number)
                    .put("randomness", "0x" + round.randomness())
                    .put("signature", "0x" + round.signature());
            pulses.add(json.arrayNode().add(json.arrayNode().add(number)).add(pulse));
        }
        var storage = json.objectNode();
        storage.putObject("Drand").set("Pulses", pulses);
        connection.call("dev_setStorage", json.arrayNode().add(storage));
    }
}
