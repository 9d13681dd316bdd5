/** {@code grail wallet}: coldkeys and hotkeys in the folders that btcli uses. */
@NullMarked
package io.grail.node.cli.wallet;

import org.jspecify.annotations.NullMarked;
