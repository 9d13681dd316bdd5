package io.grail.chain.rpc;

import java.time.Duration;

/**
 * Durations of a connection, all positive.
 *
 * @param block what the chain takes for one block; three of them without a new head or a pong end a socket
 * @param request deadline of a request that names none, retries and reconnects included
 * @param attempt how long one sending of a repeatable request waits for its answer before it is sent again
 * @param connect for the handshake, and for each of the questions that follow it
 */
public record RpcTimes(Duration block, Duration request, Duration attempt, Duration connect) {
    /** Bittensor's: blocks of 12 s, a minute a request, 15 s an attempt, 10 s to connect. */
    public static final RpcTimes BITTENSOR = new RpcTimes(
            Duration.ofSeconds(12), Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofSeconds(10));

    public RpcTimes {
        for (Duration each : new Duration[] {block, request, attempt, connect}) {
            if (each.isNegative() || each.isZero()) {
                throw new IllegalArgumentException("durations of a connection must be positive, got " + each);
            }
        }
    }

    /** Silence longer than this, of heads or pongs, means that the socket is dead or its node stuck. */
    Duration silence() {
        return block.multipliedBy(3);
    }
}
