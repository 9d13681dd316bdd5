/** The embedded development ledger: one producer, Subtensor's rules of registration, weights and pay (docs/chain.md). */
@NullMarked
package io.grail.chain.local;

import org.jspecify.annotations.NullMarked;
