package io.grail.learning.data;

import java.io.IOException;
import java.util.Optional;

/**
 * A part of a document that is tokenised at once: the whole of a small one.
 *
 * @param first whether the document begins with it
 * @param last whether the document ends with it
 */
record Piece(String document, boolean first, boolean last, Loader loader) {
    /** Gets the piece's text, on any thread; empty if the document is not text. */
    @FunctionalInterface
    interface Loader {
        Optional<byte[]> load() throws IOException;
    }
}
