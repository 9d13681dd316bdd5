@NullMarked
package io.grail.chain.substrate.value;

import org.jspecify.annotations.NullMarked;
