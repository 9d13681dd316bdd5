package io.grail.chain.rpc;

import io.grail.protocol.bytes.Hash;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A node of a {@link FakeChain} on loopback that obeys a script: what the script does not take, it answers. */
public final class FakeNode implements AutoCloseable {
    /** Takes a request, says nothing or what it likes, and returns true; or leaves it to the node. */
    public interface Script {
        boolean takes(Client client, JsonNode request);
    }

    /** Who sent a request. */
    public record Client(WebSocket socket) {
        public void send(String text) {
            try {
                socket.send(text);
            } catch (WebsocketNotConnectedException e) {
                // Nobody hears it.
            }
        }

        public void result(JsonNode request, Object value) {
            ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
            answer.set("id", request.path("id"));
            answer.set("result", JSON.valueToTree(value));
            send(answer.toString());
        }

        public void error(JsonNode request, int code, String message) {
            ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
            answer.set("id", request.path("id"));
            answer.putObject("error").put("code", code).put("message", message);
            send(answer.toString());
        }

        public void cut() {
            Cables.cut(socket);
        }
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final FakeChain chain;
    private final Server server;
    private final CountDownLatch started = new CountDownLatch(1);
    private final FakeAnswers answers;
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final Map<WebSocket, Boolean> open = new ConcurrentHashMap<>();
    private volatile Script script = (_, _) -> false;
    private volatile boolean pongs = true;

    private FakeNode(FakeChain chain, int port) {
        this.chain = chain;
        answers = new FakeAnswers(chain);
        server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    public static FakeNode start(FakeChain chain) {
        return start(chain, freePort());
    }

    public static FakeNode start(FakeChain chain, int port) {
        FakeNode node = new FakeNode(chain, port);
        chain.watch(node.answers);
        node.server.setReuseAddr(true);
        node.server.setTcpNoDelay(true);
        node.server.setConnectionLostTimeout(0);
        node.server.start();
        try {
            if (!node.started.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test's node does not start on port " + port);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return node;
    }

    /** A port that nobody listens on now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI uri() {
        return URI.create("ws://127.0.0.1:" + server.getPort());
    }

    public void script(Script script) {
        this.script = script;
    }

    public void answerNoPing() {
        pongs = false;
    }

    /** How many requests of {@code method} have come. */
    public long count(String method) {
        return requests.stream()
                .filter(each -> each.path("method").asString("").equals(method))
                .count();
    }

    /** The first arguments of all requests of {@code method}. */
    public List<String> firstArguments(String method) {
        return requests.stream()
                .filter(each -> each.path("method").asString("").equals(method))
                .map(each -> each.path("params").path(0).asString(""))
                .toList();
    }

    public int connections() {
        return open.size();
    }

    /** Cuts all connections as a broken cable does, and goes on. */
    public void cutAll() {
        open.keySet().forEach(socket -> new Client(socket).cut());
    }

    public void sendToAll(String text) {
        open.keySet().forEach(socket -> new Client(socket).send(text));
    }

    /** From now on the runtime has this version. */
    public void upgrade(long version) {
        answers.upgrade(version);
    }

    /** Ends it before its time. */
    public void die() {
        close();
    }

    @Override
    public void close() {
        chain.unwatch(answers);
        try {
            server.stop(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Server extends WebSocketServer {
        Server(InetSocketAddress address) {
            super(address, 1);
        }

        @Override
        public void onStart() {
            started.countDown();
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            open.put(socket, true);
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
            open.remove(socket);
            answers.forget(socket);
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            Client client = new Client(socket);
            JsonNode request;
            try {
                request = JSON.readTree(text);
            } catch (JacksonException e) {
                client.send(
                        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"Parse error\"}}");
                return;
            }
            requests.add(request);
            if (!script.takes(client, request)) {
                answers.answer(client, request);
            }
        }

        @Override
        public void onWebsocketPing(WebSocket socket, Framedata frame) {
            if (pongs) {
                super.onWebsocketPing(socket, frame);
            }
        }

        @Override
        public void onError(@Nullable WebSocket socket, Exception error) {
            if (socket == null) {
                throw new IllegalStateException("the test's node failed", error);
            }
        }
    }

    /** The genesis hash as nodes write it. */
    public Hash genesis() {
        return chain.block(0).orElseThrow().hash();
    }
}
