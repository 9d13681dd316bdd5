/** The yardstick: the same model, data and tokens, trained by plain AdamW in one process. */
@NullMarked
package io.grail.node.baseline;

import org.jspecify.annotations.NullMarked;
