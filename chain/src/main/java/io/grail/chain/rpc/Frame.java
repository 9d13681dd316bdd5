package io.grail.chain.rpc;

import tools.jackson.databind.JsonNode;

/** One message from a node. */
sealed interface Frame {
    /** The answer to request {@code id}. */
    record Result(long id, JsonNode value) implements Frame {}

    /** The refusal of request {@code id}. */
    record Failure(long id, RpcError error) implements Frame {}

    /** News for a subscription. */
    record News(String subscription, JsonNode value) implements Frame {}

    /** The node ends a subscription by itself. */
    record Ended(String subscription, String reason) implements Frame {}

    /** Anything else. */
    record Garbage(String what) implements Frame {}
}
