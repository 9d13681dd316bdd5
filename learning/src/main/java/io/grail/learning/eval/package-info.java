/** Losses of samples and gradients of losses, the same however the samples are grouped. */
@NullMarked
package io.grail.learning.eval;

import org.jspecify.annotations.NullMarked;
