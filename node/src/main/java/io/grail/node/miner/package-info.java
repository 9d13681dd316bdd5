/** The miner's loop: train, compress, publish. */
@NullMarked
package io.grail.node.miner;

import org.jspecify.annotations.NullMarked;
