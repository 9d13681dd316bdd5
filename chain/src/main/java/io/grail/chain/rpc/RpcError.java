package io.grail.chain.rpc;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a node answers instead of a result.
 *
 * @param code of JSON-RPC, e.g. 1010 for a transaction that its pool refuses
 * @param message for people
 * @param data further text, as the node sent it
 */
public record RpcError(long code, String message, Optional<String> data) {
    /** HTTP's 429, the RPC server's own limit, its "too many subscriptions", its "busy", and a proxy's. */
    private static final Set<Long> LIMITED = Set.of(429L, -32_999L, -32_006L, -32_009L, -32_029L);

    /** Whether the node asks for fewer requests. */
    public boolean isRateLimit() {
        String text = text();
        return LIMITED.contains(code) || text.contains("rate limit") || text.contains("too many requests");
    }

    /** Whether the node has thrown away the state of the block that was asked for; an archive node has it. */
    public boolean isStateDiscarded() {
        String text = text();
        return text.contains("state already discarded") || text.contains("unknownblock");
    }

    private String text() {
        return (message + ' ' + data.orElse("")).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "error " + code + ": " + message
                + data.map(more -> " (" + more + ")").orElse("");
    }
}
