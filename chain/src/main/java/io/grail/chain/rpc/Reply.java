package io.grail.chain.rpc;

import tools.jackson.databind.JsonNode;

/** What became of one sending of one request. */
sealed interface Reply {
    record Result(JsonNode value) implements Reply {}

    record Failure(RpcError error) implements Reply {}

    /**
     * The socket ended first.
     *
     * @param sent whether the node may have the request nevertheless
     */
    record Lost(Loss loss, boolean sent) implements Reply {}

    /**
     * Nothing came in time over a socket that still stands.
     *
     * @param sent whether the node may have the request
     */
    record Silence(boolean sent) implements Reply {}
}
