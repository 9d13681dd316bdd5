/** What a runtime says of itself: its types, pallets, extensions and functions (docs/substrate.md). */
@NullMarked
package io.grail.chain.substrate.metadata;

import org.jspecify.annotations.NullMarked;
