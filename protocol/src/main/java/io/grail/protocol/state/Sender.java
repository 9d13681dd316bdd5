package io.grail.protocol.state;

/**
 * What one peer sent for a tensor.
 *
 * @param places of the values in their chunks
 * @param starts index of the first value of every chunk, and of the end
 * @param factor to scale the values by
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a carrier of arrays that nobody writes to
record Sender(short[] places, int[] starts, float[] values, float factor) {}
