/** Values of any type that a metadata names, to bytes and back (docs/substrate.md). */
@NullMarked
package io.grail.chain.substrate.value;

import org.jspecify.annotations.NullMarked;
