/** Commands that use Bittensor: each parses, asks or submits, and prints (docs/bittensor.md). */
@NullMarked
package io.grail.node.cli.network;

import org.jspecify.annotations.NullMarked;
