/** Wallet folders as btcli keeps them: coldkeys, hotkeys, and how their files are encrypted (docs/wallets.md). */
@NullMarked
package io.grail.chain.wallet;

import org.jspecify.annotations.NullMarked;
