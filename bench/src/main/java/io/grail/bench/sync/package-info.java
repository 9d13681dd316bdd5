/** What it costs to write, fetch and prove a checkpoint, and to follow the model. */
@NullMarked
package io.grail.bench.sync;

import org.jspecify.annotations.NullMarked;
