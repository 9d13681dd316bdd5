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
     * Rows [from, from + rows) of the new tokens see the first {@code keys} tokens.
     *
     * @param bias [1, g·R, keys]: minus infinity where a row must not look, else 0; the R rows once for each of the g
     *     query heads that share a key head
     */
    record Piece(long from, long rows, long keys, Tensor bias) {}

    /** The mask of {@code tokens} new ones after {@code past} others. */
    CausalMask(Device device, long past, long tokens, long headsPerKey) {
        for (long from = 0; from < tokens; from += ROWS) {
            long rows = Math.min(ROWS, tokens - from);
            long keys = past + from + rows;
            Tensor bias = Native.zeros(device, rows, keys)
                    .fill_(new Scalar(Double.NEGATIVE_INFINITY))
                    .triu(past + from + 1);
            pieces.add(new Piece(from, rows, keys, bias.repeat(headsPerKey, 1).unsqueeze(0)));
        }
    }

    List<Piece> pieces() {
        return pieces;
    }
}
