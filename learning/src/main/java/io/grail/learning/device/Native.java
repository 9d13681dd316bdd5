package io.grail.learning.device;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Moves numbers between Java arrays and tensors, bit for bit and in row-major order.
 *
 * <p>A tensor made here belongs to the innermost {@link PointerScope} of the calling thread, unless it is kept.
 */
public final class Native {
    private static final long FLOAT_BYTES = Float.BYTES;

    private Native() {}

    /** A new binary32 tensor of zeros. */
    public static Tensor zeros(Device device, long... shape) {
        return torch.zeros(shape, options(device, torch.ScalarType.Float));
    }

    /** A binary32 tensor of one number. */
    public static Tensor scalar(Device device, float value) {
        return zeros(device, 1).fill_(new Scalar(value));
    }

    /** Takes {@code tensor} out of all scopes: its owner must {@code releaseReference()} it. */
    public static Tensor keep(Tensor tensor) {
        return tensor.retainReference();
    }

    /** Token ids as a tensor of 64-bit integers. */
    public static Tensor ids(Device device, int[][] rows, int from, int length) {
        long[] flat = new long[Math.multiplyExact(rows.length, length)];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < length; i++) {
                flat[row * length + i] = rows[row][from + i];
            }
        }
        Tensor ids = Tensor.create(flat, rows.length, length);
        return device.isCpu() ? ids : ids.to(device.handle(), torch.ScalarType.Long);
    }

    /** Copies all of {@code source} into a contiguous binary32 tensor of as many numbers. */
    public static void write(float[] source, Tensor target) {
        requireSize(source, target);
        if (isOnCpu(target)) {
            MemorySegment.copy(source, 0, segment(target), ValueLayout.JAVA_FLOAT, 0, source.length);
            return;
        }
        target.detach().copy_(Tensor.create(source).view_as(target));
    }

    /** Copies all of a contiguous binary32 tensor into {@code target}. */
    public static void read(Tensor source, float[] target) {
        requireSize(target, source);
        Tensor staged = isOnCpu(source) ? source : source.detach().cpu();
        MemorySegment.copy(segment(staged), ValueLayout.JAVA_FLOAT, 0, target, 0, target.length);
    }

    /** The memory of a contiguous binary32 tensor on the CPU; valid while the tensor lives. */
    @SuppressWarnings("restricted") // the size is the tensor's own
    public static MemorySegment segment(Tensor tensor) {
        if (!tensor.is_contiguous() || tensor.scalar_type().intern() != torch.ScalarType.Float) {
            throw new IllegalArgumentException("only a contiguous binary32 tensor is its memory");
        }
        return MemorySegment.ofAddress(tensor.data_ptr().address()).reinterpret(tensor.numel() * FLOAT_BYTES);
    }

    private static void requireSize(float[] array, Tensor tensor) {
        if (array.length != tensor.numel()) {
            throw new IllegalArgumentException(array.length + " numbers for a tensor of " + tensor.numel());
        }
    }

    private static boolean isOnCpu(Tensor tensor) {
        return tensor.device().is_cpu();
    }

    private static TensorOptions options(Device device, torch.ScalarType type) {
        return new TensorOptions(type).device(new org.bytedeco.pytorch.DeviceOptional(device.handle()));
    }

    /** A scope for the tensors of one step, on this thread. */
    public static Scope scope() {
        return new Scope();
    }

    /** Frees what was made inside it; nothing is recorded for automatic differentiation. */
    public static final class Scope implements AutoCloseable {
        private final Optional<PointerScope> around = Optional.ofNullable(PointerScope.getInnerScope());
        private final List<Tensor> survivors = new ArrayList<>();
        private final PointerScope pointers = new PointerScope();
        private final NoGradGuard mode = new NoGradGuard();

        private Scope() {}

        /**
         * Hands {@code tensor} to the scope around this one, when this one closes.
         *
         * @throws IllegalStateException if there is none, so that nobody would own the tensor
         */
        public Tensor outlive(Tensor tensor) {
            if (around.isEmpty()) {
                throw new IllegalStateException("no scope around this one to hand a tensor to");
            }
            survivors.add(keep(tensor));
            return tensor;
        }

        @Override
        public void close() {
            // The mode first: it restores the thread's earlier mode, and must do so on this thread and in this order.
            mode.close();
            pointers.close();
            for (Tensor survivor : survivors) {
                around.ifPresent(owner -> owner.attach(survivor));
                survivor.releaseReference();
            }
        }
    }
}
