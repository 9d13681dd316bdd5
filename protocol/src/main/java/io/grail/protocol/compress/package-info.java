/** A pseudo-gradient on the wire: chunks, top-k, quantiser, coders, payload format. */
@NullMarked
package io.grail.protocol.compress;

import org.jspecify.annotations.NullMarked;
