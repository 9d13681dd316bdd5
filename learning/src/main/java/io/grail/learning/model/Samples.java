package io.grail.learning.model;

import io.grail.learning.device.Device;
import io.grail.learning.device.Native;
import org.bytedeco.pytorch.Tensor;

/** Rows of L + 1 tokens as tensors: the first L are read, the last L are predicted. */
public final class Samples {
    private Samples() {}

    /** The tokens that the model reads: [B, L]. */
    public static Tensor inputs(Device device, int[][] rows) {
        return Native.ids(device, rows, 0, rows[0].length - 1);
    }

    /** The tokens that follow them, row after row: [B·L]. */
    public static Tensor targets(Device device, int[][] rows) {
        return Native.ids(device, rows, 1, rows[0].length - 1).view(-1);
    }

    /**
     * Checks what the native library would not survive.
     *
     * @throws IllegalArgumentException if there are no rows, rows of different or too small length, or unknown tokens
     */
    public static void requireSamples(int[][] rows, int vocabulary) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("no samples");
        }
        for (int[] row : rows) {
            if (row.length < 2 || row.length != rows[0].length) {
                throw new IllegalArgumentException(
                        "a sample has " + row.length + " tokens beside one of " + rows[0].length);
            }
            for (int token : row) {
                if (token < 0 || token >= vocabulary) {
                    throw new IllegalArgumentException("token " + token + " is not in [0, " + vocabulary + ")");
                }
            }
        }
    }
}
