/** The Llama-family decoder and its parameters in native memory. */
@NullMarked
package io.grail.learning.model;

import org.jspecify.annotations.NullMarked;
