/** Time as the rules see it: blocks, windows and the phases inside a window. */
@NullMarked
package io.grail.protocol.window;

import org.jspecify.annotations.NullMarked;
