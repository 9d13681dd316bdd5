package io.grail.learning.model;

import io.grail.learning.device.Device;
import io.grail.learning.device.Native;
import java.util.Optional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Turns each pair of a head's numbers by an angle that grows with the position: RoPE as in Hugging Face's Llama, where
 * numbers j and j + K/2 make a pair.
 *
 * <p>The pairs lie side by side here ({@link RowOrder.PairedHalves}), so that one pass of complex products does it.
 * Source: Su et al., arXiv 2104.09864.
 */
final class RotaryEmbedding implements AutoCloseable {
    private final Device device;
    private final int half;
    private final float[] frequencies;
    private Optional<Tensor> table = Optional.empty();

    RotaryEmbedding(Device device, int headSize, double theta) {
        this.device = device;
        this.half = headSize / 2;
        this.frequencies = new float[half];
        for (int j = 0; j < half; j++) {
            frequencies[j] = (float) (1 / StrictMath.pow(theta, 2.0 * j / headSize));
        }
    }

    /** The turns of positions [from, from + T), of shape [T, 1, K/2], complex. */
    Tensor turns(int from, int positions) {
        int end = Math.addExact(from, positions);
        if (table.isEmpty() || table.get().size(0) < end) {
            close();
            table = Optional.of(Native.keep(build(Math.max(256, Integer.highestOneBit(end - 1) * 2))));
        }
        return table.get().narrow(0, from, positions);
    }

    /** x [N, H·K] of a span with G key heads → [B, G, T, g, K], each pair turned, g = H/G. */
    static Tensor rotate(Tensor x, Span span, long groups, int headSize) {
        Tensor heads = x.view(span.batch(), span.tokens(), groups, -1, headSize).permute(0, 2, 1, 3, 4);
        return turn(heads, span.turns()); // [B, G, T, g, K]
    }

    /** The gradient of what {@link #rotate} returned → that of its x: turned back. */
    static Tensor rotateBack(Tensor gradient, Span span) {
        Tensor back = torch.conj_physical(span.turns()).unsqueeze(1); // [T, 1, 1, K/2]
        return turn(gradient.permute(0, 2, 1, 3, 4), back).view(span.batch() * span.tokens(), -1); // [N, H·K]
    }

    /** Whatever the strides of x, the result is contiguous. */
    private static Tensor turn(Tensor x, Tensor turns) {
        Tensor pairs = torch.view_as_complex(x.unflatten(-1, -1, 2));
        Tensor turned = torch.empty(pairs.sizes(), pairs.options(), new MemoryFormatOptional());
        return torch.view_as_real(torch.mul_out(turned, pairs, turns)).flatten(-2, -1);
    }

    private Tensor build(int positions) {
        float[] values = new float[Math.multiplyExact(positions, 2 * half)];
        for (int position = 0; position < positions; position++) {
            for (int j = 0; j < half; j++) {
                // binary32 product, as the reference has it: at far positions its rounding is visible.
                double angle = position * frequencies[j];
                values[(position * half + j) * 2] = (float) StrictMath.cos(angle);
                values[(position * half + j) * 2 + 1] = (float) StrictMath.sin(angle);
            }
        }
        Tensor real = Native.zeros(device, positions, 1, half, 2);
        Native.write(values, real);
        return torch.view_as_complex(real);
    }

    @Override
    public void close() {
        table.ifPresent(Tensor::releaseReference);
        table = Optional.empty();
    }
}
