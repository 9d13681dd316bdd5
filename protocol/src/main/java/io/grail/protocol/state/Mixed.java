package io.grail.protocol.state;

/**
 * One chunk's merged values: for every coordinate that somebody sent its place in the chunk and its value, in no
 * particular order. Reused from chunk to chunk.
 */
final class Mixed {
    final int[] places = new int[ChunkGrid.FULL];
    final double[] values = new double[ChunkGrid.FULL];
    int count;
}
