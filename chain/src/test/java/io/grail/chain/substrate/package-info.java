@NullMarked
package io.grail.chain.substrate;

import org.jspecify.annotations.NullMarked;
