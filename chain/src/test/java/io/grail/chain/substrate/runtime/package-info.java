@NullMarked
package io.grail.chain.substrate.runtime;

import org.jspecify.annotations.NullMarked;
