package io.grail.protocol.state;

/**
 * A chunk laid into a square of 64 × 64 places: a matrix's block row by row, a vector's run as rows of 64. The value in
 * (row, column) is at place 64·row + column, in the tensor at start + stride·row + column.
 *
 * @param start row-major position of the first value in the tensor
 * @param stride from one row to the next in the tensor
 * @param limit no position from here on is in the chunk; cuts the last row of a vector
 */
record ChunkFrame(int start, int rows, int columns, int stride, int limit) {
    static final int WIDTH = 64;

    static ChunkFrame of(TensorShape shape, ChunkGrid.Chunk chunk) {
        if (shape.dimensions() == 1) {
            int rows = (chunk.size() - 1) / WIDTH + 1;
            return new ChunkFrame(chunk.start(), rows, WIDTH, WIDTH, chunk.start() + chunk.size());
        }
        long limit = chunk.start() + (long) chunk.rows() * chunk.stride();
        int end = (int) Math.min(limit, Integer.MAX_VALUE);
        return new ChunkFrame(chunk.start(), chunk.rows(), chunk.columns(), chunk.stride(), end);
    }

    /** Number of values in a row: all columns, or what is left in a vector's last row. */
    int columnsOf(int row) {
        return Math.min(columns, limit - start - row * stride);
    }

    /** Where in the tensor the value at {@code place} is. */
    int position(int place) {
        return start + (place / WIDTH) * stride + place % WIDTH;
    }

    /**
     * Writes where in the square the positions from index {@code first} on are, up to the first that is not in this
     * chunk; returns how many are.
     *
     * @param positions in wire order, none before this chunk from {@code first} on
     */
    int locate(int[] positions, int first, int[] places) {
        int rowStart = start;
        int place = 0;
        int i = first;
        for (; i < positions.length && positions[i] < limit; i++) {
            int column = positions[i] - rowStart;
            // Positions come row by row, so that this takes less time than a division.
            while (column >= stride) {
                column -= stride;
                rowStart += stride;
                place += WIDTH;
            }
            if (column < 0 || column >= columns) {
                break;
            }
            places[i - first] = place + column;
        }
        return i - first;
    }
}
