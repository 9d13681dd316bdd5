package io.grail.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

class RpcConnectionTest {
    private static final Duration SOON = Duration.ofMillis(300);

    private final FakeNode node = FakeNode.start(new FakeChain("one"));
    private final List<RpcEvent> events = new CopyOnWriteArrayList<>();
    private final RpcConnection connection = RpcConnection.open(Fast.config(node.uri()), events::add);

    @AfterEach
    void close() {
        connection.close();
        node.close();
    }

    private static ArrayNode params(String text) {
        return Frames.array().add(text);
    }

    private String echo(String hex) throws InterruptedException {
        return connection.call("state_getStorage", params("0x" + hex)).asString();
    }

    private static boolean is(JsonNode request, String method) {
        return request.path("method").asString("").equals(method);
    }

    @Test
    void answersOutOfOrderReachThoseWhoAsked() throws Exception {
        var held = new ConcurrentLinkedDeque<Runnable>();
        node.script((client, request) -> {
            if (!is(request, "state_getStorage")) {
                return false;
            }
            String asked = request.path("params").path(0).asString("");
            held.push(() -> client.result(request, asked + "!"));
            if (held.size() == 20) {
                held.forEach(Runnable::run);
            }
            return true;
        });
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String asked = "n" + i;
                answers.add(executor.submit(
                        () -> connection.call("state_getStorage", params(asked)).asString()));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(answers.get(i).get(30, TimeUnit.SECONDS)).isEqualTo("n" + i + "!");
            }
        }
    }

    @Test
    void aSilentNodeEndsARequestAtItsDeadlineAndNamesIt() {
        node.script((_, request) -> is(request, "state_getStorage"));
        assertThatThrownBy(() -> connection.call("state_getStorage", params("0x00"), SOON))
                .isInstanceOf(RpcException.TimedOut.class)
                .hasMessageContaining("state_getStorage")
                .hasMessageContaining("300 ms");
    }

    @Test
    void anAnswerAfterItsDeadlineHarmsNobody() throws Exception {
        var late = new ConcurrentLinkedDeque<Runnable>();
        node.script((client, request) ->
                late.isEmpty() && is(request, "state_getStorage") && late.add(() -> client.result(request, "late")));
        assertThatThrownBy(() -> connection.call("state_getStorage", params("0x00"), SOON))
                .isInstanceOf(RpcException.TimedOut.class);
        late.getFirst().run();
        assertThat(echo("1234")).isEqualTo("0x4321");
        assertThat(events).hasSize(1);
    }

    @Test
    void anErrorIsARefusalWithItsCode() {
        assertThatThrownBy(() -> connection.call("no_such", Frames.array()))
                .isInstanceOfSatisfying(
                        RpcException.Refused.class,
                        e -> assertThat(e.error().code()).isEqualTo(-32601))
                .hasMessageContaining("no_such");
    }

    @Test
    void afterGarbageTheRequestGoesOverANewConnection() throws Exception {
        var once = new CopyOnWriteArrayList<JsonNode>();
        node.script((client, request) -> {
            if (!once.isEmpty() || !is(request, "state_getStorage")) {
                return false;
            }
            once.add(request);
            client.send("{\"jsonrpc\":\"2.0\",\"id\":7,\"resu");
            return true;
        });
        assertThat(echo("ab12")).isEqualTo("0x21ba");
        assertThat(node.count("system_chain")).isEqualTo(2);
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        RpcEvent.Down.class, down -> assertThat(down.reason()).contains("no JSON"));
    }

    @Test
    void repeatableRequestsSurviveCuts() throws Exception {
        var cuts = new CopyOnWriteArrayList<JsonNode>();
        node.script((client, request) -> {
            if (cuts.size() == 3 || !is(request, "state_getStorage")) {
                return false;
            }
            cuts.add(request);
            client.cut();
            return true;
        });
        assertThat(echo("ab")).isEqualTo("0xba");
        assertThat(node.count("state_getStorage")).isEqualTo(4);
    }

    @Test
    void whatMustNotBeSentTwiceIsNotAndItsFateIsUnknown() throws Exception {
        node.script((client, request) -> {
            if (is(request, "author_submitExtrinsic")) {
                client.cut();
                return true;
            }
            return false;
        });
        assertThat(connection.once("author_submitExtrinsic", params("0x00"), Fast.PATIENCE))
                .isInstanceOf(Once.Unknown.class);
        assertThat(echo("ab")).isEqualTo("0xba");
        assertThat(node.count("author_submitExtrinsic")).isEqualTo(1);
    }

    @Test
    void aMessageBeyondTheLimitIsNamedAndEndsTheRequestOnly() throws Exception {
        node.script((client, request) -> {
            if (!is(request, "state_getMetadata")) {
                return false;
            }
            client.result(request, "0x" + "00".repeat(1 << 16));
            return true;
        });
        assertThatThrownBy(() -> connection.call("state_getMetadata", Frames.array()))
                .isInstanceOf(RpcException.TooLarge.class)
                .hasMessageContaining("65536");
        assertThat(echo("ab")).isEqualTo("0xba");
    }

    @Test
    void aBinaryMessageEndsTheConnectionButNotTheClient() throws Exception {
        assertThat(echo("ab")).isEqualTo("0xba");
        node.script((client, request) -> {
            if (is(request, "state_getStorage")
                    && request.path("params").path(0).asString().equals("0x99")
                    && node.count("state_getStorage") == 2) {
                client.socket().send(new byte[100]);
                return true;
            }
            return false;
        });
        assertThat(echo("99")).isEqualTo("0x99");
        assertThat(events).hasAtLeastOneElementOfType(RpcEvent.Down.class);
    }

    @Test
    void aRateLimitIsWaitedForWithinTheDeadlineAndNamed() throws Exception {
        node.script((client, request) -> {
            if (is(request, "state_getStorage") && node.count("state_getStorage") == 1) {
                client.error(request, -32_999, "RPC rate limit exceeded");
                return true;
            }
            return false;
        });
        assertThat(echo("ab")).isEqualTo("0xba");
        assertThat(events).anySatisfy(event -> assertThat(event).isInstanceOf(RpcEvent.Paused.class));
    }

    @Test
    void aRateLimitBeyondTheDeadlineFailsAtOnce() {
        node.script((client, request) -> {
            if (is(request, "state_getStorage")) {
                client.error(request, 429, "Too Many Requests");
                return true;
            }
            return false;
        });
        RpcConfig fast = Fast.config(node.uri());
        Backoff slow = new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(10));
        RpcConfig config = new RpcConfig(fast.endpoints(), fast.chain(), fast.times(), fast.limits(), slow);
        try (RpcConnection patient = RpcConnection.open(config)) {
            assertThatThrownBy(() -> patient.call("state_getStorage", params("0x00")))
                    .isInstanceOf(RpcException.RateLimited.class)
                    .hasMessageContaining(node.uri().toString());
        }
        assertThat(node.count("state_getStorage")).isEqualTo(1);
    }

    @Test
    void closingEndsThoseWhoWait() throws Exception {
        node.script((_, request) -> is(request, "state_getStorage"));
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> waiting = executor.submit(() -> echo("ab"));
            Fast.until(() -> node.count("state_getStorage") == 1);
            connection.close();
            assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(RpcException.Closed.class);
        }
        Fast.until(() -> node.connections() == 0);
        assertThatThrownBy(() -> echo("ab")).isInstanceOf(RpcException.Closed.class);
    }
}
