package io.grail.learning.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** A safetensors file, mapped for reading: opening costs its header, a tensor is read when it is asked for. */
public final class Safetensors implements AutoCloseable {
    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path file;
    private final Arena arena;
    private final MemorySegment data;
    private final SafetensorsHeader header;

    private Safetensors(Path file, Arena arena, MemorySegment data, SafetensorsHeader header) {
        this.file = file;
        this.arena = arena;
        this.data = data;
        this.header = header;
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws CheckpointException if it is missing or not such a file
     */
    @SuppressWarnings("MustBeClosedChecker") // the arena is closed by close()
    public static Safetensors open(Path file) {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return open(file, arena, all);
        } catch (NoSuchFileException e) {
            arena.close();
            throw new CheckpointException(file, "there is no such file", e);
        } catch (IOException e) {
            arena.close();
            throw new CheckpointException(file, "cannot be read: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private static Safetensors open(Path file, Arena arena, MemorySegment all) {
        if (all.byteSize() < Long.BYTES) {
            throw new CheckpointException(file, "is no safetensors file: only " + all.byteSize() + " bytes long");
        }
        long length = all.get(LENGTH, 0);
        if (length < 2 || length > Math.min(SafetensorsHeader.MAX_LENGTH, all.byteSize() - Long.BYTES)) {
            throw new CheckpointException(
                    file, "is no safetensors file: a header of " + length + " bytes in a file of " + all.byteSize());
        }
        byte[] json = all.asSlice(Long.BYTES, length).toArray(ValueLayout.JAVA_BYTE);
        MemorySegment data = all.asSlice(Long.BYTES + length);
        return new Safetensors(file, arena, data, SafetensorsHeader.parse(file, json, data.byteSize()));
    }

    public Map<String, String> metadata() {
        return Map.copyOf(header.metadata());
    }

    public Set<String> names() {
        return Set.copyOf(header.tensors().keySet());
    }

    /**
     * Reads a tensor as binary32.
     *
     * @throws CheckpointException if there is none of that name and shape
     */
    public void read(String name, int[] shape, float[] target) {
        TensorEntry entry = header.tensors().get(name);
        if (entry == null) {
            throw new CheckpointException(file, "has no tensor " + name);
        }
        if (!entry.shape().equals(Arrays.stream(shape).boxed().toList()) || entry.count() != target.length) {
            throw new CheckpointException(
                    file, "tensor " + name + " has shape " + entry.shape() + ", expected " + Arrays.toString(shape));
        }
        entry.type().read(data.asSlice(entry.begin(), entry.end() - entry.begin()), target);
    }

    @Override
    public void close() {
        arena.close();
    }
}
