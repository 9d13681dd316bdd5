/** Follows a transaction from its submission to the block that holds it, whatever the connection does meanwhile. */
@NullMarked
package io.grail.chain.rpc.tx;

import org.jspecify.annotations.NullMarked;
