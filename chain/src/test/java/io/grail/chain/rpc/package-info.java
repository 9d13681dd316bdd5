@NullMarked
package io.grail.chain.rpc;

import org.jspecify.annotations.NullMarked;
