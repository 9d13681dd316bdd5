package io.grail.node.validator;

import io.grail.chain.Metagraph;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;

/**
 * A window that is over, as a validator looks at it.
 *
 * @param registered who could take part: the subnet at {@code opening}
 * @param opening the window's first block
 * @param closing the first block after it
 * @param root R_w
 * @param theta θ_w, from which all trained
 */
record Scene(Window window, Metagraph registered, Block opening, Block closing, Hash root, Parameters theta) {}
