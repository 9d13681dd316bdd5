/** The shared model: parameters, genesis, outer step and model root; exact to the last bit. */
@NullMarked
package io.grail.protocol.state;

import org.jspecify.annotations.NullMarked;
