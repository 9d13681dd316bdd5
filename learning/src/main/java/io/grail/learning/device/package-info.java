/** The native library under the tensors: its start, its threads, its devices and its memory. */
@NullMarked
package io.grail.learning.device;

import org.jspecify.annotations.NullMarked;
