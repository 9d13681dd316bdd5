/**
 * One JSON-RPC connection to a Substrate chain that outlives its sockets (docs/bittensor.md): requests with deadlines,
 * subscriptions with visible gaps, several endpoints of one chain.
 */
@NullMarked
package io.grail.chain.rpc;

import org.jspecify.annotations.NullMarked;
