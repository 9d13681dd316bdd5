/** From measured evidence to ratings, penalties and weights: pure, exact folds (docs/incentive.md). */
@NullMarked
package io.grail.protocol.incentive;

import org.jspecify.annotations.NullMarked;
