/** Drand's rounds, and messages that nobody reads before a round is out (docs/timelock.md). */
@NullMarked
package io.grail.chain.drand;

import org.jspecify.annotations.NullMarked;
