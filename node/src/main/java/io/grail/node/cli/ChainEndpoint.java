package io.grail.node.cli;

import io.grail.chain.Chain;
import io.grail.chain.subtensor.SubtensorChain;
import io.grail.chain.subtensor.SubtensorConfig;
import io.grail.chain.wire.RemoteChain;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * Where a node's chain is.
 *
 * @param uris one {@code http} address of an embedded chain, or {@code ws} and {@code wss} addresses of Bittensor's nodes
 */
record ChainEndpoint(List<URI> uris) {
    static final int DEFAULT_PORT = 9944;
    /** Where the development chain listens unless told otherwise. */
    static final String DEFAULT = "http://127.0.0.1:" + DEFAULT_PORT;

    /** Reads what {@code --chain} was given. */
    static ChainEndpoint parse(String text) {
        try {
            return new ChainEndpoint(Arrays.stream(text.split(","))
                    .map(String::strip)
                    .map(URI::create)
                    .toList());
        } catch (IllegalArgumentException e) {
            throw new UsageException("--chain takes addresses, got '" + text + "': " + e.getMessage());
        }
    }

    /** Whether it is Bittensor, where nobody gets tokens or a slot for nothing. */
    boolean isBittensor() {
        return uris.stream().anyMatch(uri -> "ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme()));
    }

    /** Connects; {@code netuid} matters on Bittensor alone. */
    Chain connect(int netuid) {
        if (!isBittensor() && uris.size() == 1) {
            return RemoteChain.connect(uris.getFirst());
        }
        try {
            return SubtensorChain.connect(SubtensorConfig.of(netuid, uris));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--chain: " + e.getMessage());
        }
    }
}
