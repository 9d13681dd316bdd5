package io.grail.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.rpc.node.Header;
import io.grail.chain.rpc.node.NodeMethods;
import io.grail.chain.rpc.node.RuntimeVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private final FakeChain chain = new FakeChain("one");
    private final FakeNode node = FakeNode.start(chain);
    private final RpcConnection connection = RpcConnection.open(Fast.config(node.uri()));
    private final NodeMethods methods = NodeMethods.over(connection);

    @AfterEach
    void close() {
        connection.close();
        node.close();
    }

    private static <T> FeedEvent<T> next(Subscription<T> subscription) throws InterruptedException {
        return subscription.poll(Fast.PATIENCE).orElseThrow();
    }

    private static void expectHead(Subscription<Header> heads, long number) throws InterruptedException {
        assertThat(next(heads))
                .isInstanceOfSatisfying(
                        FeedEvent.Item.class,
                        item -> assertThat(((Header) item.value()).number()).isEqualTo(number));
    }

    @Test
    void headsComeInOrderAndFinalizedOnesLater() throws Exception {
        try (Subscription<Header> heads = methods.chain().newHeads();
                Subscription<Header> finalized = methods.chain().finalizedHeads()) {
            chain.mine();
            chain.mine();
            expectHead(heads, 1);
            expectHead(heads, 2);
            chain.finalizeBehind(1);
            expectHead(finalized, 1);
        }
    }

    @Test
    void afterALostConnectionItGoesOnBehindAVisibleGap() throws Exception {
        try (Subscription<Header> heads = methods.chain().newHeads()) {
            chain.mine();
            expectHead(heads, 1);
            node.cutAll();
            assertThat(next(heads))
                    .isInstanceOfSatisfying(
                            FeedEvent.Gap.class,
                            gap -> assertThat(gap.reason()).contains(node.uri().toString()));
            // One subscription is the connection's own, to hear whether the node lives.
            Fast.until(() -> node.count("chain_subscribeNewHeads") == 4);
            methods.chain().bestHeader(); // the node works in order: it has subscribed us by now
            chain.mine();
            expectHead(heads, 2);
        }
    }

    @Test
    void aSubscriptionThatTheNodeEndsIsMadeAnewBehindAGap() throws Exception {
        try (Subscription<Header> heads = methods.chain().finalizedHeads()) {
            Fast.until(() -> node.count("chain_subscribeFinalizedHeads") == 1);
            node.sendToAll(
                    "{\"method\":\"x\",\"params\":{\"subscription\":\"sub2\",\"error\":{\"message\":\"enough\"}}}");
            assertThat(next(heads)).isInstanceOf(FeedEvent.Gap.class);
            Fast.until(() -> node.count("chain_subscribeFinalizedHeads") == 2);
        }
    }

    @Test
    void aSubscriberThatSleepsLosesEventsAndSeesThatItDid() throws Exception {
        try (Subscription<Header> heads = methods.chain().newHeads()) {
            for (int i = 0; i < 20; i++) {
                chain.mine();
            }
            Fast.until(() -> {
                try {
                    return methods.chain().bestHeader().number() == 20;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(next(heads))
                    .isInstanceOfSatisfying(
                            FeedEvent.Gap.class, gap -> assertThat(gap.reason()).contains("left 16 events unread"));
            expectHead(heads, 17);
        }
    }

    @Test
    void newsThatComesBeforeTheAnswerIsNotLost() throws Exception {
        node.script((client, request) -> {
            if (!request.path("method").asString("").equals("state_subscribeRuntimeVersion")) {
                return false;
            }
            client.send("{\"method\":\"state_runtimeVersion\",\"params\":{\"subscription\":\"early\",\"result\":"
                    + "{\"specName\":\"s\",\"specVersion\":300,\"transactionVersion\":1}}}");
            client.result(request, "early");
            return true;
        });
        try (Subscription<RuntimeVersion> versions = methods.state().runtimeVersions()) {
            assertThat(next(versions)).isEqualTo(new FeedEvent.Item<>(new RuntimeVersion("s", 300, 1)));
        }
    }

    @Test
    void aRuntimeUpgradeIsSeen() throws Exception {
        try (Subscription<RuntimeVersion> versions = methods.state().runtimeVersions()) {
            assertThat(next(versions)).isEqualTo(new FeedEvent.Item<>(new RuntimeVersion("node-subtensor", 293, 1)));
            node.upgrade(300);
            assertThat(next(versions)).isEqualTo(new FeedEvent.Item<>(new RuntimeVersion("node-subtensor", 300, 1)));
        }
    }

    @Test
    void nonsenseIsNamedAndTheNextEventCanBeRead() throws Exception {
        try (Subscription<Header> heads = methods.chain().finalizedHeads()) {
            node.sendToAll("{\"method\":\"x\",\"params\":{\"subscription\":\"sub2\",\"result\":{\"number\":-1}}}");
            assertThatThrownBy(() -> next(heads)).isInstanceOf(RpcException.Malformed.class);
            chain.mine();
            chain.finalizeBehind(0);
            expectHead(heads, 1);
        }
    }

    @Test
    void closingTellsTheNodeAndTheConnectionTellsTheSubscriber() throws Exception {
        Subscription<Header> heads = methods.chain().newHeads();
        heads.close();
        Fast.until(() -> node.count("chain_unsubscribeNewHeads") == 1);
        assertThat(next(heads)).isInstanceOf(FeedEvent.Over.class);

        Subscription<Header> others = methods.chain().newHeads();
        connection.close();
        FeedEvent<Header> last = next(others);
        assertThat(last instanceof FeedEvent.Gap ? next(others) : last).isInstanceOf(FeedEvent.Over.class);
    }

    @Test
    void aRefusedSubscriptionIsARefusal() {
        node.script((client, request) -> {
            if (!request.path("method").asString("").equals("chain_subscribeFinalizedHeads")) {
                return false;
            }
            client.error(request, -32601, "Method not found");
            return true;
        });
        assertThatThrownBy(() -> methods.chain().finalizedHeads()).isInstanceOf(RpcException.Refused.class);
    }
}
