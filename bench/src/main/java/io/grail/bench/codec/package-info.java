/** Speed of compression, merge and root beside what the memory and the hash function allow. */
@NullMarked
package io.grail.bench.codec;

import org.jspecify.annotations.NullMarked;
