/** Who signs: sr25519 keys, hotkeys and their SS58 addresses. */
@NullMarked
package io.grail.protocol.identity;

import org.jspecify.annotations.NullMarked;
