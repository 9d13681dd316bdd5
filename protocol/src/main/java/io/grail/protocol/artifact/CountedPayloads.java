package io.grail.protocol.artifact;

import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Uid;
import io.grail.protocol.window.Window;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which payloads counted lately, so that none counts twice, whoever sends it again.
 *
 * @param byHash the window in which each counted
 */
public record CountedPayloads(SortedMap<Hash, Window> byHash) {
    /** For how many windows a payload is remembered. What is older was made from so old a model that it earns nothing. */
    public static final int WINDOWS = 32;

    private static final int MAX_COUNT = WINDOWS * (Uid.MAX + 1);
    private static final String DOMAIN = "grail/counted-payloads/1";

    public CountedPayloads {
        byHash = Collections.unmodifiableSortedMap(new TreeMap<>(byHash));
    }

    public static CountedPayloads none() {
        return new CountedPayloads(new TreeMap<>());
    }

    /** Whether these bytes counted in a window before. */
    public boolean contains(Hash payload) {
        return byHash.containsKey(payload);
    }

    /** After the window in which {@code payloads} counted; what is too old is forgotten. */
    public CountedPayloads after(Window window, Collection<Hash> payloads) {
        SortedMap<Hash, Window> next = new TreeMap<>(byHash);
        next.values().removeIf(counted -> counted.number() <= window.number() - WINDOWS);
        payloads.forEach(payload -> next.putIfAbsent(payload, window));
        return new CountedPayloads(next);
    }

    public byte[] toBytes() {
        CanonicalWriter out = new CanonicalWriter().text(DOMAIN).u32(byHash.size());
        byHash.forEach((payload, window) -> out.hash(payload).u64(window.number()));
        return out.toByteArray();
    }

    /**
     * The inverse of {@link #toBytes()}.
     *
     * @throws MalformedException if {@code bytes} are nothing that it writes
     */
    public static CountedPayloads fromBytes(byte[] bytes) {
        CanonicalReader in = new CanonicalReader(bytes);
        in.expectText(DOMAIN);
        int count = in.count(MAX_COUNT);
        SortedMap<Hash, Window> byHash = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            Hash payload = in.hash();
            if (!byHash.isEmpty() && byHash.lastKey().compareTo(payload) >= 0) {
                throw new MalformedException("payloads out of order", "each once, ascending");
            }
            byHash.put(payload, new Window(in.nonNegative()));
        }
        in.end();
        return new CountedPayloads(byHash);
    }
}
