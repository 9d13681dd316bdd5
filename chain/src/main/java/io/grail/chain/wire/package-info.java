/** The development ledger served to other processes of this machine, and the client that they use (docs/chain.md). */
@NullMarked
package io.grail.chain.wire;

import org.jspecify.annotations.NullMarked;
