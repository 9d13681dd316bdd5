package io.grail.node.sync;

import io.grail.chain.Chain;
import io.grail.chain.Commitment;
import io.grail.protocol.identity.Hotkey;
import io.grail.storage.Bucket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Opens the buckets that hotkeys have committed on the chain, for reading; one client for each hotkey, so that whoever
 * commits one location after another leaves none behind.
 */
public final class PeerBuckets implements AutoCloseable {
    private final Chain chain;
    private final Function<String, Bucket> opener;
    private final Map<Hotkey, Opened> open = new ConcurrentHashMap<>();

    private record Opened(String location, Bucket bucket) {}

    /** A view of the chain's commitments; {@code opener} turns a committed location into a bucket. */
    public PeerBuckets(Chain chain, Function<String, Bucket> opener) {
        this.chain = chain;
        this.opener = opener;
    }

    /** Empty if the hotkey has committed no location. It is closed when the hotkey is found to have another. */
    public Optional<Bucket> of(Hotkey hotkey) {
        return chain.commitment(hotkey)
                .map(Commitment::location)
                .map(location ->
                        open.compute(hotkey, (_, last) -> at(location, last)).bucket());
    }

    private Opened at(String location, @Nullable Opened last) {
        if (last != null && last.location().equals(location)) {
            return last;
        }
        Opened next = new Opened(location, opener.apply(location));
        if (last != null) {
            last.bucket().close();
        }
        return next;
    }

    @Override
    public void close() {
        open.values().forEach(opened -> opened.bucket().close());
    }
}
