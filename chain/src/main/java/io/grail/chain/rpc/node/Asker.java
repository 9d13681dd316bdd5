package io.grail.chain.rpc.node;

import io.grail.chain.rpc.Deadline;
import io.grail.chain.rpc.RpcConnection;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Asks over a connection, by one deadline for all or, without one, each by the ordinary deadline. */
record Asker(RpcConnection connection, Optional<Deadline> until) {
    Answer ask(String method, ArrayNode params) throws InterruptedException {
        Duration deadline = until.map(Deadline::remaining)
                .orElse(connection.config().times().request());
        return new Answer(method, connection.call(method, params, deadline));
    }

    static ArrayNode params() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
