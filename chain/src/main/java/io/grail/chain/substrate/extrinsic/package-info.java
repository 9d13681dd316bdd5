/** Signed extrinsics and what becomes of them (docs/substrate.md). */
@NullMarked
package io.grail.chain.substrate.extrinsic;

import org.jspecify.annotations.NullMarked;
