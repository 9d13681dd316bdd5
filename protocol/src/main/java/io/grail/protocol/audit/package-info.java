/** Replays what validators decided from public artifacts alone, and names the first field that differs. */
@NullMarked
package io.grail.protocol.audit;

import org.jspecify.annotations.NullMarked;
