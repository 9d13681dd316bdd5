/** One training run: the immutable tree behind {@code run.toml} and its RunId. */
@NullMarked
package io.grail.protocol.run;

import org.jspecify.annotations.NullMarked;
