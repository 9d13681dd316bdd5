/** Text from a model: sampling with a cache of keys and values. */
@NullMarked
package io.grail.learning.generate;

import org.jspecify.annotations.NullMarked;
