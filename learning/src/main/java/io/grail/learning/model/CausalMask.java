package io.grail.learning.model;

import io.grail.learning.device.Device;
import io.grail.learning.device.Native;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The new tokens of one pass cut into pieces of rows, so that a piece meets only the keys it may see: with four pieces
 * five eighths of the work of a full square.
 */
final class CausalMask {
    /** Rows of a piece: fewer save more work, but make the matrix products too small to be fast. */
    static final long ROWS = 64;

    private final List<Piece> pieces = new ArrayList<>();

    /**
     * A piece of the T new tokens; each has g rows, one for each query head that shares a key head.
     *
     * @param first first row, counted over T·g
     * @param count number of rows R·g
     * @param keys that the piece sees, the first n
     * @param bias [1, R·g, n]: minus infinity where a row must not look, else 0
     */
    record Piece(long first, long count, long keys, Tensor bias) {
        /** [B·G, T·g, K] → the piece's rows, [B·G, R·g, K]. */
        Tensor rowsOf(Tensor all) {
            return all.narrow(1, first, count);
        }

        /** [B·G, S, K] → the keys it sees, [B·G, n, K]. */
        Tensor keysOf(Tensor all) {
            return all.narrow(1, 0, keys);
        }
    }

    /** The mask of {@code tokens} new ones after {@code past} others. */
    CausalMask(Device device, long past, long tokens, long headsPerKey) {
        for (long from = 0; from < tokens; from += ROWS) {
            long rows = Math.min(ROWS, tokens - from);
            long keys = past + from + rows;
            Tensor bias = Native.zeros(device, rows, keys)
                    .fill_(new Scalar(Double.NEGATIVE_INFINITY))
                    .triu(past + from + 1)
                    .unsqueeze(1)
                    .repeat(1, headsPerKey, 1)
                    .view(1, rows * headsPerKey, keys);
            pieces.add(new Piece(from * headsPerKey, rows * headsPerKey, keys, bias));
        }
    }

    List<Piece> pieces() {
        return pieces;
    }
}
