@NullMarked
package io.grail.chain.rpc.tx;

import org.jspecify.annotations.NullMarked;
