@NullMarked
package io.grail.chain.substrate.extrinsic;

import org.jspecify.annotations.NullMarked;
