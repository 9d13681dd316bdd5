/** What a miner does inside a window: AdamW steps, their schedule and their resumable state. */
@NullMarked
package io.grail.learning.train;

import org.jspecify.annotations.NullMarked;
