@NullMarked
package io.grail.node;

import org.jspecify.annotations.NullMarked;
