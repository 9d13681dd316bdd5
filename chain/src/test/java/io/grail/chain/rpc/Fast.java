package io.grail.chain.rpc;

import static org.assertj.core.api.Assertions.fail;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Short times for tests, and generous patience. */
public final class Fast {
    public static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A block so long that no heartbeat ends a link while a test looks. */
    public static final RpcTimes CALM =
            new RpcTimes(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(5));

    private Fast() {}

    public static RpcConfig config(RpcTimes times, URI... endpoints) {
        return new RpcConfig(
                List.of(endpoints),
                Optional.empty(),
                times,
                new RpcLimits(1 << 16, 64, 16),
                new Backoff(Duration.ofMillis(5), Duration.ofMillis(50)));
    }

    public static RpcConfig config(URI... endpoints) {
        return config(CALM, endpoints);
    }

    /** Waits until it is so. */
    public static void until(BooleanSupplier condition) {
        Deadline deadline = Deadline.in(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (deadline.hasPassed()) {
                fail("it did not come to be so within " + PATIENCE);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
