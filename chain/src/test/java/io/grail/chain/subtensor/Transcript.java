package io.grail.chain.subtensor;

import io.grail.chain.rpc.FakeNode;
import io.grail.chain.substrate.MetadataWriter;
import io.grail.chain.substrate.RuntimeText;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.ScaleWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a node of a real runtime (spec 293) answered, a JSON object a line: {@code method}, {@code params} and
 * {@code result} or {@code error}; after a submission, {@code update} for each thing that it told of it. Answers to the
 * same question come in the order of their recording, the last one again and again. The runtime's metadata are not kept
 * here: an excerpt stands for them.
 */
final class Transcript implements FakeNode.Script {
    private final Map<String, Deque<JsonNode>> answers = new HashMap<>();
    private final List<JsonNode> updates = new ArrayList<>();
    private final String metadata;

    Transcript(String name) {
        resource(name).lines().map(JsonMapper.shared()::readTree).forEach(line -> {
            if (line.has("update")) {
                updates.add(line.get("update"));
            } else {
                answers.computeIfAbsent(question(line), _ -> new ArrayDeque<>()).add(line);
            }
        });
        byte[] excerpt = MetadataWriter.write(RuntimeText.of(resource("spec-293-excerpt.txt")), 15);
        metadata = Bytes.of(new ScaleWriter().u8(1).variable(excerpt).toByteArray())
                .toString();
    }

    private static String question(JsonNode request) {
        return request.path("method").asString() + request.path("params");
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(Transcript.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized boolean takes(FakeNode.Client client, JsonNode request) {
        if (request.path("params").path(0).asString("").equals("Metadata_metadata_at_version")) {
            client.result(request, metadata);
            return true;
        }
        Deque<JsonNode> known = answers.get(question(request));
        if (known == null) {
            return false;
        }
        JsonNode answer = known.size() > 1 ? known.poll() : known.peek();
        if (answer.has("error")) {
            JsonNode error = answer.get("error");
            client.error(
                    request, error.path("code").asInt(), error.path("message").asString());
            return true;
        }
        client.result(request, answer.get("result"));
        if (request.path("method").asString().equals("author_submitAndWatchExtrinsic")) {
            updates.forEach(update -> tell(client, answer.get("result").asString(), update));
        }
        return true;
    }

    private static void tell(FakeNode.Client client, String subscription, JsonNode update) {
        ObjectNode news =
                JsonMapper.shared().createObjectNode().put("jsonrpc", "2.0").put("method", "author_extrinsicUpdate");
        news.putObject("params").put("subscription", subscription).set("result", update);
        client.send(news.toString());
    }
}
