/** Quantisers and position coders, compared on what real miners select their updates from. */
@NullMarked
package io.grail.bench.quantise;

import org.jspecify.annotations.NullMarked;
