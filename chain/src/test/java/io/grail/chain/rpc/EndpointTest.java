package io.grail.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.grail.protocol.bytes.Hash;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Which node a connection talks to, and when it gives one up. */
class EndpointTest {
    private static final RpcTimes LIVELY =
            new RpcTimes(Duration.ofMillis(40), Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(5));

    private final List<RpcEvent> events = new CopyOnWriteArrayList<>();

    private static String storage(RpcConnection connection) throws InterruptedException {
        return connection.call("state_getStorage", Frames.array().add("0xab")).asString();
    }

    private String downReasons() {
        return events.toString();
    }

    @Test
    void anotherEndpointTakesOverFromADeadOne() throws Exception {
        URI dead = URI.create("ws://127.0.0.1:" + FakeNode.freePort());
        try (FakeNode node = FakeNode.start(new FakeChain("one"));
                RpcConnection connection = RpcConnection.open(Fast.config(dead, node.uri()), events::add)) {
            assertThat(storage(connection)).isEqualTo("0xba");
            assertThat(events.getFirst())
                    .isInstanceOfSatisfying(
                            RpcEvent.Down.class,
                            down -> assertThat(down.endpoint()).isEqualTo(dead));
        }
    }

    @Test
    void whenItsNodeDiesTheConnectionGoesToTheOther() throws Exception {
        FakeChain chain = new FakeChain("one");
        try (FakeNode first = FakeNode.start(chain);
                FakeNode second = FakeNode.start(chain);
                RpcConnection connection = RpcConnection.open(Fast.config(first.uri(), second.uri()), events::add)) {
            assertThat(storage(connection)).isEqualTo("0xba");
            first.die();
            assertThat(storage(connection)).isEqualTo("0xba");
            assertThat(second.count("state_getStorage")).isEqualTo(1);
        }
    }

    @Test
    void anEndpointOfAnotherChainIsRefusedAndNamed() throws Exception {
        FakeChain right = new FakeChain("right");
        try (FakeNode wrong = FakeNode.start(new FakeChain("wrong"));
                FakeNode node = FakeNode.start(right)) {
            RpcConfig any = Fast.config(wrong.uri(), node.uri());
            ChainIdentity expected = new ChainIdentity(node.genesis(), "right");
            RpcConfig config =
                    new RpcConfig(any.endpoints(), Optional.of(expected), any.times(), any.limits(), any.reconnect());
            try (RpcConnection connection = RpcConnection.open(config, events::add)) {
                assertThat(storage(connection)).isEqualTo("0xba");
                assertThat(wrong.count("state_getStorage")).isZero();
                assertThat(downReasons()).contains("it serves chain \"wrong\"", "expected is chain \"right\"");
            }
        }
    }

    @Test
    void whereEveryEndpointServesAnotherChainNobodyWaitsForTheDeadline() {
        try (FakeNode wrong = FakeNode.start(new FakeChain("wrong"))) {
            RpcConfig any = Fast.config(wrong.uri());
            RpcConfig config = new RpcConfig(
                    any.endpoints(),
                    Optional.of(new ChainIdentity(Hash.ZERO, "wrong")),
                    any.times(),
                    any.limits(),
                    any.reconnect());
            try (RpcConnection connection = RpcConnection.open(config)) {
                assertThatThrownBy(() -> storage(connection))
                        .isInstanceOf(RpcException.OtherChain.class)
                        .hasMessageContaining(wrong.uri().toString());
            }
        }
    }

    @Test
    void theChainIsCheckedAgainAfterEveryReconnect() throws Exception {
        FakeNode before = FakeNode.start(new FakeChain("before"));
        int port = before.uri().getPort();
        try (RpcConnection connection = RpcConnection.open(Fast.config(before.uri()), events::add)) {
            assertThat(storage(connection)).isEqualTo("0xba");
            before.close();
            try (FakeNode after = FakeNode.start(new FakeChain("after"), port)) {
                Fast.until(
                        () -> after.count("system_chain") > 0 && downReasons().contains("it serves"));
                assertThatThrownBy(() -> storage(connection)).isInstanceOf(RpcException.OtherChain.class);
            }
        }
    }

    @Test
    void aNodeWithoutNewHeadsIsLeft() {
        FakeChain chain = new FakeChain("one");
        try (FakeNode node = FakeNode.start(chain);
                RpcConnection _ = RpcConnection.open(Fast.config(LIVELY, node.uri()), events::add)) {
            Fast.until(() -> downReasons().contains("it told of no new block for 120 ms"));
        }
    }

    @Test
    void aNodeThatRepeatsTheSameHeadIsLeft() {
        FakeChain chain = new FakeChain("one");
        try (FakeNode node = FakeNode.start(chain);
                RpcConnection _ = RpcConnection.open(Fast.config(LIVELY, node.uri()), events::add)) {
            Fast.until(() -> {
                node.sendToAll("{\"method\":\"chain_newHead\",\"params\":{\"subscription\":\"sub1\",\"result\":7}}");
                return downReasons().contains("it told of no new block");
            });
        }
    }

    @Test
    void aNodeThatAnswersNoPingIsLeft() {
        FakeChain chain = new FakeChain("one");
        try (FakeNode node = FakeNode.start(chain)) {
            node.answerNoPing();
            try (RpcConnection _ = RpcConnection.open(Fast.config(LIVELY, node.uri()), events::add)) {
                Fast.until(() -> {
                    chain.mine();
                    return downReasons().contains("it answered no ping for 120 ms");
                });
            }
        }
    }

    @Test
    void http429AtTheHandshakeIsNamedAndWaitedForLonger() throws Exception {
        HttpServer busy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        busy.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3");
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });
        busy.start();
        URI uri = URI.create("ws://127.0.0.1:" + busy.getAddress().getPort());
        try (RpcConnection connection = RpcConnection.open(Fast.config(uri), events::add)) {
            assertThatThrownBy(() -> connection.call("system_chain", Frames.array(), Duration.ofMillis(500)))
                    .isInstanceOf(RpcException.TimedOut.class)
                    .hasMessageContaining("HTTP 429");
            assertThat(events)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            RpcEvent.Down.class,
                            down -> assertThat(down.pause()).isEqualTo(Duration.ofSeconds(3)));
        } finally {
            busy.stop(0);
        }
    }
}
