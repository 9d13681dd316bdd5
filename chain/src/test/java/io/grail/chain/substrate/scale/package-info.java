@NullMarked
package io.grail.chain.substrate.scale;

import org.jspecify.annotations.NullMarked;
