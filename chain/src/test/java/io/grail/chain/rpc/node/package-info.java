@NullMarked
package io.grail.chain.rpc.node;

import org.jspecify.annotations.NullMarked;
