/** What the encoding of a Substrate chain costs. */
@NullMarked
package io.grail.bench.substrate;

import org.jspecify.annotations.NullMarked;
