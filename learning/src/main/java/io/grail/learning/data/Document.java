package io.grail.learning.data;

import java.io.IOException;
import java.io.InputStream;

/** One text of a corpus; may be opened on any thread. */
interface Document {
    /** Its path in the corpus: decides its place in the order, and is never used as a path of this machine. */
    String name();

    /** Bytes that it says it has; -1 if it does not say. */
    long size();

    InputStream open() throws IOException;
}
