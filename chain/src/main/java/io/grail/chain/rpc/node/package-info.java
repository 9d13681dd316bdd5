/** The methods of a Substrate node that a client needs, with checked answers (docs/bittensor.md). */
@NullMarked
package io.grail.chain.rpc.node;

import org.jspecify.annotations.NullMarked;
