package io.grail.protocol.state;

/**
 * How a tensor is cut into chunks: a matrix into blocks of 64 × 64, a vector into runs of 4096, both shorter at the
 * edge. Chunks count row of blocks by row of blocks; inside a chunk values count row-major. That double order is the
 * <em>wire order</em> (docs/compression.md).
 */
public record ChunkGrid(TensorShape shape) {
    /** Values of a full chunk. */
    public static final int FULL = 4_096;

    private static final int SIDE = 64;

    /**
     * One chunk: {@code rows} stretches of {@code columns} values each.
     *
     * @param start row-major position of its first value in the tensor
     * @param stride from the start of one of its rows to the next, in values
     */
    public record Chunk(int start, int rows, int columns, int stride) {
        public int size() {
            return rows * columns;
        }

        /** Row-major position in the tensor of this chunk's value number {@code local}. */
        public int position(int local) {
            // Most chunks are of full width, where a shift does it.
            int row = columns == SIDE ? local / SIDE : local / columns;
            return start + row * stride + local - row * columns;
        }
    }

    /**
     * Chunks that lie side by side. Going through them all row by row takes memory in long stretches, in which it is
     * fastest; a chunk's own row is a short one.
     *
     * @param left the first of them
     * @param lastColumns of the last of them, which may be narrower
     */
    public record Neighbours(Chunk left, int count, int lastColumns) {
        public int rows() {
            return left.rows;
        }

        /** Chunk {@code i} of these. */
        public Chunk chunk(int i) {
            return new Chunk(start(i, 0), left.rows, columns(i), left.stride);
        }

        /** Values in a row through all of them. */
        public int width() {
            return (count - 1) * left.columns + lastColumns;
        }

        /** Width of chunk {@code i} of these. */
        public int columns(int i) {
            return i == count - 1 ? lastColumns : left.columns;
        }

        /** Row-major position in the tensor of the first value of a row of chunk {@code i} of these. */
        public int start(int i, int row) {
            return left.start + row * left.stride + i * left.columns;
        }
    }

    /** At most {@code most} chunks side by side, {@code first} the leftmost, all of them before chunk {@code end}. */
    public Neighbours neighbours(int first, int end, int most) {
        int endOfRow = (first / chunksAcross() + 1) * chunksAcross();
        int count = Math.min(most, Math.min(end, endOfRow) - first);
        return new Neighbours(chunk(first), count, chunk(first + count - 1).columns);
    }

    /** Number of chunks. */
    public int chunks() {
        return ceilDivide(shape.rows(), chunkRows()) * chunksAcross();
    }

    /** Chunk {@code index} in [0, {@link #chunks()}). */
    public Chunk chunk(int index) {
        int row = index / chunksAcross() * chunkRows();
        int column = index % chunksAcross() * chunkColumns();
        return new Chunk(
                row * shape.columns() + column,
                Math.min(chunkRows(), shape.rows() - row),
                Math.min(chunkColumns(), shape.columns() - column),
                shape.columns());
    }

    /** A number that ascends along the wire: chunk · 4096 + place in the chunk. */
    public long wireRank(int position) {
        if (shape.dimensions() == 1) {
            return position;
        }
        int row = position / shape.columns();
        int column = position - row * shape.columns();
        int chunk = row / SIDE * chunksAcross() + column / SIDE;
        int width = Math.min(SIDE, shape.columns() - column / SIDE * SIDE);
        int local = row % SIDE * width + column % SIDE;
        return (long) chunk * FULL + local;
    }

    private int chunkRows() {
        return shape.dimensions() == 1 ? 1 : SIDE;
    }

    private int chunkColumns() {
        return shape.dimensions() == 1 ? FULL : SIDE;
    }

    /** Chunks that lie side by side, before the wire goes on to the rows below. */
    private int chunksAcross() {
        return ceilDivide(shape.columns(), chunkColumns());
    }

    // Math.ceilDiv without its branch for negative numbers; nothing here overflows, unlike (a + b - 1) / b.
    private static int ceilDivide(int a, int b) {
        return (a - 1) / b + 1;
    }
}
