/** Text to token ids and back (docs/data.md, section Tokenisers). */
@NullMarked
package io.grail.learning.tokenize;

import org.jspecify.annotations.NullMarked;
