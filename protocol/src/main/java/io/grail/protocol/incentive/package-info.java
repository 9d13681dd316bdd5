/** Evidence to ratings, penalties, scores and weights; pure functions. */
@NullMarked
package io.grail.protocol.incentive;

import org.jspecify.annotations.NullMarked;
