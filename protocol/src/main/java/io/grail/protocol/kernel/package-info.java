/** Arithmetic over arrays, once in plain Java and once with the Vector API, to the same bits. */
@NullMarked
package io.grail.protocol.kernel;

import org.jspecify.annotations.NullMarked;
