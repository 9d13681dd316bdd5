/** Which manifest of a window counts: the validators' anchors on the chain, weighed by stake. */
@NullMarked
package io.grail.protocol.anchor;

import org.jspecify.annotations.NullMarked;
