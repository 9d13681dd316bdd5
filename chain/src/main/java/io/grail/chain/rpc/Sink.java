package io.grail.chain.rpc;

import tools.jackson.databind.JsonNode;

/** Takes what a subscription brings, in the node's order; called by the socket's reader, so it must not wait. */
interface Sink {
    void news(JsonNode value);

    /** The node has ended this subscription. */
    void ended(String reason);

    /** The socket has ended, and every subscription with it. */
    void lost(String reason);
}
