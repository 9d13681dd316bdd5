@NullMarked
package io.grail.chain.subtensor;

import org.jspecify.annotations.NullMarked;
