package io.grail.chain.rpc;

import io.grail.protocol.bytes.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.java_websocket.WebSocket;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a node of a {@link FakeChain} answers to requests, and tells its subscribers. */
final class FakeAnswers implements FakeChain.Watcher {
    private record Listener(FakeNode.Client client, String kind, String id) {}

    private static final JsonMapper JSON = new JsonMapper();

    private final FakeChain chain;
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
    private volatile long specVersion = 293;

    FakeAnswers(FakeChain chain) {
        this.chain = chain;
    }

    void forget(WebSocket socket) {
        listeners.values().removeIf(each -> each.client().socket().equals(socket));
    }

    void answer(FakeNode.Client client, JsonNode request) {
        JsonNode params = request.path("params");
        String first = params.path(0).asString("");
        switch (request.path("method").asString("")) {
            case "system_chain" -> client.result(request, chain.name());
            case "chain_getBlockHash" ->
                respond(client, request, chain.block(params.path(0).asLong()).map(block -> "0x" + block.hash()));
            case "chain_getHeader" ->
                respond(
                        client,
                        request,
                        (params.isEmpty() ? Optional.of(chain.head()) : chain.block(hash(first))).map(this::header));
            case "chain_getBlock" ->
                respond(client, request, chain.block(hash(first)).map(this::content));
            case "chain_getFinalizedHead" ->
                client.result(request, "0x" + chain.finalizedHead().hash());
            case "state_getStorage" ->
                client.result(
                        request,
                        new StringBuilder(first.substring(2))
                                .reverse()
                                .insert(0, "0x")
                                .toString());
            case "chain_subscribeNewHeads" -> subscribe(client, request, "chain_newHead");
            case "chain_subscribeFinalizedHeads" -> subscribe(client, request, "chain_finalizedHead");
            case "state_subscribeRuntimeVersion" -> {
                subscribe(client, request, "state_runtimeVersion");
                upgrade(specVersion);
            }
            case "author_submitExtrinsic" -> {
                if (chain.submit(first)) {
                    client.result(request, "0x" + Hash.sha256(first.getBytes(StandardCharsets.UTF_8)));
                } else {
                    client.error(request, 1013, "Transaction Already Imported");
                }
            }
            case "author_submitAndWatchExtrinsic" -> {
                if (chain.holds(first)) {
                    client.error(request, 1013, "Transaction Already Imported");
                } else {
                    subscribe(client, request, first);
                    chain.submit(first);
                }
            }
            default -> client.error(request, -32601, "Method not found");
        }
    }

    private static void respond(FakeNode.Client client, JsonNode request, Optional<?> value) {
        if (value.isPresent()) {
            client.result(request, value.get());
        } else {
            ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
            answer.set("id", request.path("id"));
            answer.putNull("result");
            client.send(answer.toString());
        }
    }

    private void subscribe(FakeNode.Client client, JsonNode request, String kind) {
        String id = "sub" + ids.incrementAndGet();
        // First, as on a real node: news may overtake the answer.
        listeners.put(id, new Listener(client, kind, id));
        client.result(request, id);
    }

    private static Hash hash(String hex) {
        return Hash.fromHex(hex.substring(2));
    }

    private ObjectNode header(FakeChain.Block block) {
        return JSON.createObjectNode()
                .put("parentHash", "0x" + block.parent())
                .put("number", "0x%08x".formatted(block.number()))
                .put("stateRoot", "0x" + Hash.ZERO)
                .put("extrinsicsRoot", "0x" + block.hash());
    }

    private ObjectNode content(FakeChain.Block block) {
        ObjectNode content = JSON.createObjectNode();
        ObjectNode inner = content.putObject("block");
        inner.set("header", header(block));
        var extrinsics = inner.putArray("extrinsics");
        block.extrinsics().forEach(extrinsics::add);
        return content;
    }

    @Override
    public void head(FakeChain.Block block) {
        tell("chain_newHead", header(block));
    }

    @Override
    public void finalized(FakeChain.Block block) {
        tell("chain_finalizedHead", header(block));
    }

    /** From now on the runtime has this version. */
    void upgrade(long version) {
        specVersion = version;
        tell(
                "state_runtimeVersion",
                JSON.createObjectNode()
                        .put("specName", "node-subtensor")
                        .put("specVersion", version)
                        .put("transactionVersion", 1));
    }

    @Override
    public void status(String extrinsic, String what, Optional<Hash> block) {
        List<Listener> ended = new ArrayList<>();
        JsonNode status = block.<JsonNode>map(hash -> JSON.createObjectNode().put(what, "0x" + hash))
                .orElseGet(() -> what.startsWith("{") ? JSON.readTree(what) : JSON.valueToTree(what));
        for (Listener each : listeners.values()) {
            if (each.kind().equals(extrinsic)) {
                send(each, "author_extrinsicUpdate", status);
                ended.add(each);
            }
        }
        if (what.equals("finalized")) {
            ended.forEach(each -> listeners.remove(each.id()));
        }
    }

    private void tell(String kind, JsonNode value) {
        for (Listener each : listeners.values()) {
            if (each.kind().equals(kind)) {
                send(each, kind, value);
            }
        }
    }

    private static void send(Listener listener, String method, JsonNode value) {
        ObjectNode news = JSON.createObjectNode().put("jsonrpc", "2.0").put("method", method);
        ObjectNode params = news.putObject("params").put("subscription", listener.id());
        params.set("result", value);
        listener.client().send(news.toString());
    }
}
