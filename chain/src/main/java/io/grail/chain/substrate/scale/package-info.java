/** SCALE, the bytes of Substrate: numbers, lengths and little else (docs/substrate.md). */
@NullMarked
package io.grail.chain.substrate.scale;

import org.jspecify.annotations.NullMarked;
