/** Files that other tools read: safetensors and Hugging Face folders. */
@NullMarked
package io.grail.learning.checkpoint;

import org.jspecify.annotations.NullMarked;
