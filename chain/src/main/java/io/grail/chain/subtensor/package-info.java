/** Bittensor itself as the chain of a subnet (docs/bittensor.md). */
@NullMarked
package io.grail.chain.subtensor;

import org.jspecify.annotations.NullMarked;
