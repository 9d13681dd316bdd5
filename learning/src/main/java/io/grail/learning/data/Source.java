package io.grail.learning.data;

import java.io.IOException;
import java.nio.file.Path;

/** One kind of corpus. */
interface Source {
    /**
     * Lists its documents in order.
     *
     * @param scratch an existing folder for temporary files, which it deletes on close
     */
    Documents open(DocumentOrder order, Path scratch, PreparationProgress progress) throws IOException;
}
