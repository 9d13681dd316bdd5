@NullMarked
package io.grail.storage;

import org.jspecify.annotations.NullMarked;
