/** A run's training alone: what its miners learn and merge, without chain, buckets or judging. */
@NullMarked
package io.grail.bench.training;

import org.jspecify.annotations.NullMarked;
