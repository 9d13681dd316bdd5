/** How fast keys sign and verify. */
@NullMarked
package io.grail.bench.identity;

import org.jspecify.annotations.NullMarked;
