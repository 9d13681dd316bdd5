/** Buckets: where a participant's artifacts are put and fetched (docs/storage.md). */
@NullMarked
package io.grail.storage;

import org.jspecify.annotations.NullMarked;
