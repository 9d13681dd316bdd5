@NullMarked
package io.grail.chain.substrate.metadata;

import org.jspecify.annotations.NullMarked;
