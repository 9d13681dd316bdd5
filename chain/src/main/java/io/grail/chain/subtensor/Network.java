package io.grail.chain.subtensor;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The networks that have names, as btcli has them. */
public enum Network {
    /** Bittensor's own. */
    FINNEY("wss://entrypoint-finney.opentensor.ai:443"),
    /** Its network for trying things out; its tokens are worth nothing. */
    TEST("wss://test.finney.opentensor.ai:443"),
    /** A node on this machine. */
    LOCAL("ws://127.0.0.1:9944");

    private final URI endpoint;

    Network(String endpoint) {
        this.endpoint = URI.create(endpoint);
    }

    /** Where it is reached when nobody says otherwise. */
    public List<URI> endpoints() {
        return List.of(endpoint);
    }

    /** The network of that name, in any case. */
    public static Optional<Network> named(String name) {
        return Arrays.stream(values())
                .filter(network -> network.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
