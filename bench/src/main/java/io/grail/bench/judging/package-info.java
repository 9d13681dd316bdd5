/** How well validators tell updates apart, and what it costs them. */
@NullMarked
package io.grail.bench.judging;

import org.jspecify.annotations.NullMarked;
