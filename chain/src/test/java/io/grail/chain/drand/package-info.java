@NullMarked
package io.grail.chain.drand;

import org.jspecify.annotations.NullMarked;
