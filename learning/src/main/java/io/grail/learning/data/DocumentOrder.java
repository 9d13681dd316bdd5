package io.grail.learning.data;

import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;

/**
 * The pseudo-random order of documents: by the first eight bytes of SHA-256(domain, seed, name).
 *
 * <p>Depends on names and seed alone, so that any machine prepares the same shards, and spreads every part of the
 * corpus evenly, so that the end of the dataset is like the rest of it.
 */
record DocumentOrder(long seed) {
    private record Placed(long place, Document document) {}

    /** A document's place, to be compared as an unsigned number. */
    long place(String name) {
        byte[] bytes = new CanonicalWriter()
                .text("grail/data/order/1")
                .u64(seed)
                .text(name)
                .toByteArray();
        return ByteBuffer.wrap(Hash.sha256(bytes).bytes()).getLong();
    }

    /** The documents in this order; those of equal place by name, those of equal name as given. */
    List<Document> sort(List<Document> documents) {
        Comparator<Placed> byPlace = (a, b) -> Long.compareUnsigned(a.place, b.place);
        return documents.stream()
                .map(document -> new Placed(place(document.name()), document))
                .sorted(byPlace.thenComparing(placed -> placed.document.name()))
                .map(Placed::document)
                .toList();
    }
}
