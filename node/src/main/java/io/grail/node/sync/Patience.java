package io.grail.node.sync;

import io.grail.protocol.run.WindowConfig;
import io.grail.storage.Buckets;
import java.time.Duration;

/**
 * How long a node waits for buckets, so that one that is silent costs its owner the window and nobody else: a
 * manifest must be merged from what came within {@code mergeBlocks}, and two rounds of questions lie before it.
 *
 * @param peers for all peers that are asked together
 * @param silence of one object store before it is asked once more
 */
public record Patience(Duration peers, Duration silence) {
    private static final Duration MOST = Duration.ofMinutes(10);
    /** Less is no patience with any network; blocks so short are for a single machine. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    /** What windows of so long blocks leave. */
    public static Patience of(WindowConfig window, Duration blockTime) {
        Duration peers = within(blockTime.multipliedBy(window.mergeBlocks()).dividedBy(2), MOST);
        return new Patience(peers, within(peers.dividedBy(2), Buckets.SILENCE));
    }

    private static Duration within(Duration wished, Duration most) {
        return wished.compareTo(LEAST) < 0 ? LEAST : wished.compareTo(most) > 0 ? most : wished;
    }
}
