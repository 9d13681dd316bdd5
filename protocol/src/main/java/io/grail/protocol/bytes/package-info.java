/** Canonical bytes: what is hashed and signed (docs/protocol.md, section Canonical bytes). */
@NullMarked
package io.grail.protocol.bytes;

import org.jspecify.annotations.NullMarked;
