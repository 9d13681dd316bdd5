package io.grail.chain.subtensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.Call;
import io.grail.chain.ChainUnavailableException;
import io.grail.chain.Commitment;
import io.grail.chain.Metagraph;
import io.grail.chain.Neuron;
import io.grail.chain.Outcome;
import io.grail.chain.rpc.FakeChain;
import io.grail.chain.rpc.FakeNode;
import io.grail.chain.substrate.value.Value;
import io.grail.protocol.anchor.Anchor;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Uid;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against what a node with a real runtime answered; signatures are the same every time, and so are the requests. */
class RecordedSubtensorTest {
    private static final Keypair ALICE = Keypair.fromUri("//Alice");
    private static final Keypair VALIDATOR = Keypair.fromUri("//validator");
    private static final Keypair MINER = Keypair.fromUri("//miner");

    private final FakeNode node = FakeNode.start(new FakeChain("subtensor-dev"));

    @AfterEach
    void stop() {
        node.close();
    }

    private SubtensorChain recorded(String name) {
        node.script(new Transcript(name));
        return SubtensorChain.connect(SubtensorConfig.of(3, List.of(node.uri())));
    }

    @Test
    void aSubnetIsReadAsItStoodAfterOneBlock() {
        try (SubtensorChain chain = recorded("read.jsonl")) {
            Block head = chain.head();
            assertThat(head)
                    .isEqualTo(new Block(
                            216,
                            Hash.fromHex("a5d1fc7340d6bb092a80bc90951a7aed5db4a442a5e7c2bb837914ec197c3a11"),
                            1_795_848_164_000L));
            assertThat(chain.genesis()).isEqualTo("45".repeat(32));
            Metagraph metagraph = chain.metagraph(216);
            assertThat(metagraph.neurons()).hasSize(3);
            assertThat(metagraph.validatorsByStake().getFirst())
                    .isEqualTo(new Neuron(
                            new Uid(1),
                            VALIDATOR.hotkey(),
                            ALICE.coldkey(),
                            113_822_871_802L,
                            true,
                            0,
                            0,
                            65_535,
                            65_535,
                            4_510_025_173L,
                            161,
                            195));
            assertThat(metagraph.neuron(MINER.hotkey()).orElseThrow().incentive())
                    .isEqualTo(65_535);
            assertThat(chain.commitments(216))
                    .isEqualTo(Map.of(
                            MINER.hotkey(), new Commitment("s3://example-bucket/miner", Optional.empty(), 178),
                            VALIDATOR.hotkey(),
                                    new Commitment("s3://example-bucket/validator", Optional.empty(), 175)));
            assertThat(chain.balance(ALICE.account())).isEqualTo(996_819_679_945_593L);
            assertThat(chain.subnet())
                    .contains(
                            new Subnet(3, 3, 256, 10, 2, 100_000_000, 5_000, new Subnet.WeightRules(20, 0, 1, false)));
            assertThat(chain.weights(new Uid(1))).isEqualTo(Map.of(new Uid(2), 65_535));
        }
    }

    @Test
    void weightsCountOnceAFinalizedBlocksEventsSaySo() throws Exception {
        try (SubtensorChain chain = recorded("weights.jsonl")) {
            assertThat(chain.submit(new Call.SetWeights(new TreeMap<>(Map.of(new Uid(2), 1)), 1), VALIDATOR))
                    .isEqualTo(new Outcome.Included(221));
        }
    }

    @Test
    void anAnchorIsCommittedBesideTheLocation() throws Exception {
        Anchor anchor = new Anchor(new Window(7), Hash.sha256(new byte[] {1}));
        try (SubtensorChain chain = recorded("commit.jsonl")) {
            Call call = new Call.SetCommitment("s3://example-bucket/validator", Optional.of(anchor));
            assertThat(chain.submit(call, VALIDATOR)).isEqualTo(new Outcome.Included(224));
        }
    }

    @Test
    void whatThePoolRefusesHasTheChainsNameAndAdvice() throws Exception {
        try (SubtensorChain chain = recorded("refused.jsonl")) {
            Call call = new Call.RemoveStake(VALIDATOR.hotkey(), 1_000_000_000_000_000L);
            assertThat(chain.submit(call, ALICE)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                assertThat(refused.error()).isEqualTo("NotEnoughStakeToWithdraw");
                assertThat(refused.advice()).contains(ALICE.account().ss58()).contains("ask for less");
            });
        }
    }

    @Test
    void aCallThatTheRuntimeDoesNotHaveIsNamed() {
        try (SubtensorChain chain = recorded("weights.jsonl")) {
            RuntimeCall call = RuntimeCall.of("SubtensorModule.fly", Map.of("netuid", Value.of(3)));
            assertThatThrownBy(() -> chain.submit(call, VALIDATOR))
                    .isInstanceOf(ChainUnavailableException.class)
                    .hasMessageContaining("SubtensorModule.fly");
        }
    }
}
