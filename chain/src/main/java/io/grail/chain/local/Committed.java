package io.grail.chain.local;

import io.grail.chain.Commitment;

/**
 * A hotkey's commitment and what it has cost.
 *
 * @param epoch in which {@code spent} was spent
 * @param spent bytes of the epoch's budget used so far
 */
record Committed(Commitment commitment, long epoch, int spent) {}
