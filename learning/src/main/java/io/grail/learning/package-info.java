@NullMarked
package io.grail.learning;

import org.jspecify.annotations.NullMarked;
