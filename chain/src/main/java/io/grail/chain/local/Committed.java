package io.grail.chain.local;

/**
 * A hotkey's commitment.
 *
 * @param epoch in which {@code spent} was spent
 * @param spent bytes of the epoch's budget used so far
 */
record Committed(String text, long epoch, int spent) {}
