/** A whole subnet in one process. */
@NullMarked
package io.grail.node.lab;

import org.jspecify.annotations.NullMarked;
