package io.grail.chain.subtensor;

import io.grail.chain.rpc.FakeNode;
import io.grail.chain.substrate.MetadataWriter;
import io.grail.chain.substrate.RuntimeText;
import io.grail.chain.substrate.metadata.Metadata;
import io.grail.chain.substrate.runtime.ChainRuntime;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.ScaleWriter;
import io.grail.chain.substrate.value.Value;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** A runtime and a state that a test writes; submissions are kept, and refused as of a round that has passed. */
final class ScriptedSubnet implements FakeNode.Script {
    private final ChainRuntime runtime;
    private final String metadata;
    private final Map<String, String> stored = new ConcurrentHashMap<>();
    private final List<byte[]> submitted = new CopyOnWriteArrayList<>();

    /** Of a runtime that {@link RuntimeText} describes. */
    ScriptedSubnet(String text) {
        Metadata described = RuntimeText.of(text);
        runtime = new ChainRuntime(described);
        metadata = Bytes.of(new ScaleWriter()
                        .u8(1)
                        .variable(MetadataWriter.write(described, 15))
                        .toByteArray())
                .toString();
    }

    /** Stores the bytes of a value. */
    void store(String entry, String hex, Value... keys) {
        stored.put(runtime.storage(entry).key(keys).toString(), "0x" + hex);
    }

    /** Extrinsics, in the order of their coming. */
    List<byte[]> submitted() {
        return submitted;
    }

    @Override
    public boolean takes(FakeNode.Client client, JsonNode request) {
        String first = request.path("params").path(0).asString("");
        switch (request.path("method").asString("")) {
            case "state_getRuntimeVersion" ->
                client.result(
                        request, Map.of("specName", "node-subtensor", "specVersion", 425, "transactionVersion", 1));
            case "state_call" -> client.result(request, metadata);
            case "state_getStorage" -> answer(client, request, first);
            case "state_getKeysPaged" ->
                client.result(
                        request,
                        stored.keySet().stream()
                                .filter(key -> key.startsWith(first))
                                .sorted()
                                .toList());
            case "system_accountNextIndex" -> client.result(request, 0);
            case "author_submitAndWatchExtrinsic" -> {
                submitted.add(HexFormat.of().parseHex(first.substring(2)));
                client.error(request, 1010, "Invalid Transaction: Custom error: 15");
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void answer(FakeNode.Client client, JsonNode request, String key) {
        String value = stored.get(key);
        if (value == null) {
            client.send("{\"jsonrpc\":\"2.0\",\"id\":" + request.path("id") + ",\"result\":null}");
        } else {
            client.result(request, value);
        }
    }
}
