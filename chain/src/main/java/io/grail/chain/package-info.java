@NullMarked
package io.grail.chain;

import org.jspecify.annotations.NullMarked;
