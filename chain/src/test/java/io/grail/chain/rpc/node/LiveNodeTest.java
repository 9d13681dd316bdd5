package io.grail.chain.rpc.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.rpc.FeedEvent;
import io.grail.chain.rpc.RpcConfig;
import io.grail.chain.rpc.RpcConnection;
import io.grail.chain.rpc.RpcException;
import io.grail.chain.rpc.Subscription;
import io.grail.chain.rpc.tx.Goal;
import io.grail.chain.rpc.tx.Transaction;
import io.grail.chain.rpc.tx.TransactionWatch;
import io.grail.chain.rpc.tx.TxOutcome;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Keypair;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Against a real node of a Substrate chain that makes blocks, named by {@code -Dgrail.node=ws://…}. */
@EnabledIfSystemProperty(named = "grail.node", matches = "wss?://.+")
class LiveNodeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Where every Substrate chain keeps its runtime: {@code :code}. */
    private static final byte[] CODE = HexFormat.of().parseHex("3a636f6465");
    /** System.Account's prefix. */
    private static final byte[] ACCOUNTS =
            HexFormat.of().parseHex("26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9");

    @Test
    void everyMethodAnswers() throws Exception {
        URI uri = URI.create(System.getProperty("grail.node", ""));
        try (RpcConnection connection = RpcConnection.open(RpcConfig.of(uri))) {
            NodeMethods node = NodeMethods.over(connection);
            Hash at = node.chain().finalizedHead();
            Header header = node.chain().header(at).orElseThrow();
            assertThat(node.chain().block(at).orElseThrow().header()).isEqualTo(header);
            assertThat(node.chain().blockHash(header.number())).contains(at);
            assertThat(node.chain().blockHash(4_000_000_000L)).isEmpty();
            assertThat(node.system().chain()).isNotEmpty();
            assertThat(node.system().properties()).isNotNull();
            assertThat(node.system().rpcMethods()).contains("state_call");
            assertThat(node.system().accountNextIndex(Keypair.fromUri("//Alice").account()))
                    .isNotNegative();
            assertThat(node.state().runtimeVersion(at).specVersion()).isPositive();
            assertThat(node.state().metadata(at)).startsWith("meta".getBytes(StandardCharsets.UTF_8));
            assertThat(node.state().call("Metadata_metadata_at_version", new byte[] {15, 0, 0, 0}, at))
                    .startsWith(1);
            assertThat(node.state().storage(CODE, at).orElseThrow()).hasSizeGreaterThan(100_000);
            List<byte[]> keys = node.state().keys(ACCOUNTS, 5, ACCOUNTS, at);
            assertThat(node.state().storage(keys, at)).isNotEmpty().allMatch(Optional::isPresent);
            try (Subscription<Header> heads = node.chain().newHeads()) {
                assertThat(heads.poll(PATIENCE).orElseThrow()).isInstanceOf(FeedEvent.Item.class);
            }
        }
    }

    @Test
    void nonsenseIsRefusedAndNeverHangs() throws Exception {
        URI uri = URI.create(System.getProperty("grail.node", ""));
        try (RpcConnection connection = RpcConnection.open(RpcConfig.of(uri))) {
            NodeMethods node = NodeMethods.over(connection);
            byte[] nonsense = {8, 1, 2};
            assertThat(new TransactionWatch(node)
                            .submit(new Transaction(nonsense, 1, 65), Goal.INCLUDED, PATIENCE, _ -> {}))
                    .isInstanceOfAny(TxOutcome.Refused.class, TxOutcome.Invalid.class);
            assertThatThrownBy(() -> node.state()
                            .call("No_such_function", nonsense, node.chain().finalizedHead()))
                    .isInstanceOf(RpcException.Refused.class);
        }
    }
}
