@NullMarked
package io.grail.bench;

import org.jspecify.annotations.NullMarked;
