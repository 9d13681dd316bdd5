package io.grail.chain.rpc;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Where the chain is and how to treat it.
 *
 * @param endpoints {@code ws} or {@code wss} addresses of nodes of one chain, the preferred one first, none twice
 * @param chain which every endpoint must serve; if empty, the first one that answers decides for all others
 * @param reconnect wait before an endpoint that failed is tried again
 */
public record RpcConfig(
        List<URI> endpoints, Optional<ChainIdentity> chain, RpcTimes times, RpcLimits limits, Backoff reconnect) {
    /** After HTTP 429, an error that tells of a rate limit, or another chain: nothing gets better in a second. */
    static final int PATIENT_FACTOR = 20;

    public RpcConfig {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty() || new HashSet<>(endpoints).size() < endpoints.size()) {
            throw new IllegalArgumentException("endpoints must be given, each once, got " + endpoints);
        }
        for (URI endpoint : endpoints) {
            if (!("ws".equals(endpoint.getScheme()) || "wss".equals(endpoint.getScheme()))
                    || endpoint.getHost() == null) {
                throw new IllegalArgumentException(
                        "an endpoint looks like wss://host:443 or ws://127.0.0.1:9944, got " + endpoint);
            }
        }
    }

    /** Bittensor's times and ordinary limits; the first endpoint that answers decides which chain it is. */
    public static RpcConfig of(URI... endpoints) {
        Backoff reconnect = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
        return new RpcConfig(List.of(endpoints), Optional.empty(), RpcTimes.BITTENSOR, RpcLimits.ORDINARY, reconnect);
    }

    /** The longer back-off: twenty times the ordinary one. */
    Backoff patient() {
        return new Backoff(
                reconnect.first().multipliedBy(PATIENT_FACTOR), reconnect.most().multipliedBy(PATIENT_FACTOR));
    }
}
