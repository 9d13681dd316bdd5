/** Which samples belong to whom in a window. */
@NullMarked
package io.grail.protocol.assignment;

import org.jspecify.annotations.NullMarked;
