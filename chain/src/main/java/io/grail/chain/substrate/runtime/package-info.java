/** Calls, storage, events, errors and functions of a runtime, by name (docs/substrate.md). */
@NullMarked
package io.grail.chain.substrate.runtime;

import org.jspecify.annotations.NullMarked;
