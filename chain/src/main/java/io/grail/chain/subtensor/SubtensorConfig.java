package io.grail.chain.subtensor;

import io.grail.chain.drand.DrandChain;
import io.grail.chain.rpc.RpcConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Which subnet of which chain, and how long to wait.
 *
 * @param netuid of the subnet, a u16; 0 is the root network
 * @param submission by when what became of a submitted call must be known
 * @param finality longest wait for the next finalized block, after which the chain counts as unavailable
 * @param beacon by whose rounds the chain reveals timelocked weights
 */
public record SubtensorConfig(int netuid, RpcConfig rpc, Duration submission, Duration finality, DrandChain beacon) {
    /** The last blocks of an extrinsic's era (32) and their finality, with room. */
    private static final Duration SUBMISSION = Duration.ofMinutes(10);

    private static final Duration FINALITY = Duration.ofMinutes(10);

    public SubtensorConfig {
        if (netuid < 0 || netuid > 65_535) {
            throw new IllegalArgumentException("a netuid is in [0, 65535], got " + netuid);
        }
        if (!submission.isPositive() || !finality.isPositive()) {
            throw new IllegalArgumentException("waits must be positive, got " + submission + " and " + finality);
        }
    }

    /** Ordinary times and drand's quicknet, over {@code endpoints}, the preferred one first. */
    public static SubtensorConfig of(int netuid, List<URI> endpoints) {
        RpcConfig rpc = RpcConfig.of(endpoints.toArray(URI[]::new));
        return new SubtensorConfig(netuid, rpc, SUBMISSION, FINALITY, DrandChain.QUICKNET);
    }

    /** The same with another beacon, for a development chain that does not follow quicknet. */
    public SubtensorConfig with(DrandChain other) {
        return new SubtensorConfig(netuid, rpc, submission, finality, other);
    }

    /** For people: the endpoints, joined. */
    String where() {
        return String.join(", ", rpc.endpoints().stream().map(URI::toString).toList());
    }
}
