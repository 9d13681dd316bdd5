/** From text to token shards, and from shards to samples (docs/data.md). */
@NullMarked
package io.grail.learning.data;

import org.jspecify.annotations.NullMarked;
