package io.grail.learning.data;

import io.grail.protocol.bytes.Hash;
import java.io.IOException;
import java.util.Iterator;

/** An open corpus: its documents in their pseudo-random order. */
interface Documents extends AutoCloseable {
    /** To be walked once, by one thread. */
    Iterator<Document> iterator() throws IOException;

    /** Bytes of text, as far as the corpus says beforehand; for progress. */
    long bytes();

    /** Changes when the corpus does: over names, sizes and times, not contents. */
    Hash fingerprint();

    @Override
    void close() throws IOException;
}
