package io.grail.chain.rpc;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes requests and reads what comes back; reading is total: any text is a {@link Frame}. */
final class Frames {
    /** Deeper than any answer of a node. */
    private static final int MAX_DEPTH = 64;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(Integer.MAX_VALUE) // a message is bounded before it is read
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private Frames() {}

    /** A request; {@code params} in the order of the method's arguments, absent trailing ones left out. */
    static String request(long id, String method, ArrayNode params) {
        ObjectNode node = JSON.createObjectNode();
        node.put("jsonrpc", "2.0").put("id", id).put("method", method).set("params", params);
        return JSON.writeValueAsString(node);
    }

    static ArrayNode array() {
        return JSON.createArrayNode();
    }

    static Frame parse(String text) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JacksonException e) {
            return new Frame.Garbage("no JSON: " + excerpt(text));
        }
        if (!node.isObject()) {
            return new Frame.Garbage("no JSON object: " + excerpt(text));
        }
        return present(node, "method") == null ? answer(node, text) : news(node, text);
    }

    private static Frame answer(JsonNode node, String text) {
        JsonNode id = node.get("id");
        if (id == null || !id.isIntegralNumber() || !id.canConvertToLong()) {
            return new Frame.Garbage("an answer to no request: " + excerpt(text));
        }
        JsonNode error = present(node, "error");
        JsonNode result = node.get("result");
        if (error != null) {
            return error.isObject()
                    ? new Frame.Failure(id.asLong(), error(error))
                    : new Frame.Garbage("an error of no form: " + excerpt(text));
        }
        return result == null
                ? new Frame.Garbage("neither result nor error: " + excerpt(text))
                : new Frame.Result(id.asLong(), result);
    }

    private static Frame news(JsonNode node, String text) {
        JsonNode params = node.get("params");
        JsonNode subscription = params == null ? null : params.get("subscription");
        if (params == null || subscription == null || !(subscription.isString() || subscription.isIntegralNumber())) {
            return new Frame.Garbage("a notification of no subscription: " + excerpt(text));
        }
        JsonNode result = params.get("result");
        if (result != null) {
            return new Frame.News(subscription.asString(), result);
        }
        JsonNode error = params.get("error");
        return error == null
                ? new Frame.Garbage("a notification of nothing: " + excerpt(text))
                : new Frame.Ended(subscription.asString(), excerpt(error.toString()));
    }

    private static RpcError error(JsonNode error) {
        JsonNode code = error.get("code");
        JsonNode message = error.get("message");
        JsonNode data = present(error, "data");
        return new RpcError(
                code != null && code.isIntegralNumber() && code.canConvertToLong() ? code.asLong() : 0,
                message == null ? "no message" : excerpt(text(message)),
                data == null ? Optional.empty() : Optional.of(excerpt(text(data))));
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.asString() : node.toString();
    }

    private static @Nullable JsonNode present(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private static String excerpt(String text) {
        return text.length() <= 500 ? text : text.substring(0, 500) + "…";
    }
}
