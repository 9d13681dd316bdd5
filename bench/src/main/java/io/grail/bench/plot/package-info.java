/** Plots as SVG files. */
@NullMarked
package io.grail.bench.plot;

import org.jspecify.annotations.NullMarked;
