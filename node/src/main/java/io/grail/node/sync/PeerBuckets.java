package io.grail.node.sync;

import io.grail.chain.Chain;
import io.grail.chain.Commitment;
import io.grail.protocol.identity.Hotkey;
import io.grail.storage.Bucket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Opens the buckets that hotkeys have committed on the chain, for reading; one client for each location. */
public final class PeerBuckets implements AutoCloseable {
    private final Chain chain;
    private final Function<String, Bucket> opener;
    private final Map<String, Bucket> open = new ConcurrentHashMap<>();

    /** A view of the chain's commitments; {@code opener} turns a committed location into a bucket. */
    public PeerBuckets(Chain chain, Function<String, Bucket> opener) {
        this.chain = chain;
        this.opener = opener;
    }

    /** Empty if the hotkey has committed no location. */
    public Optional<Bucket> of(Hotkey hotkey) {
        return chain.commitment(hotkey)
                .map(Commitment::location)
                .map(location -> open.computeIfAbsent(location, opener));
    }

    @Override
    public void close() {
        open.values().forEach(Bucket::close);
    }
}
