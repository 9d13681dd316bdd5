package io.grail.chain.subtensor;

/**
 * What a call is made for.
 *
 * @param state after the finalized head
 * @param timestampMillis of that block
 * @param next the first block that can hold the call
 */
record Moment(PinnedState state, long timestampMillis, long next) {}
