package io.grail.learning.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes safetensors files of binary32 tensors; the same content gives the same bytes. */
public final class SafetensorsWriter {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int ALIGNMENT = 8;

    private SafetensorsWriter() {}

    /** A tensor to write: its values in row-major order, which are not copied. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and a copy would cost as much memory as the model
    public record Named(String name, int[] shape, float[] values) {
        public Named {
            if (Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact) != values.length) {
                throw new IllegalArgumentException(
                        "tensor " + name + " of shape " + Arrays.toString(shape) + " has " + values.length + " values");
            }
        }
    }

    /**
     * Writes a file that is there whole or not at all, whatever happens in between; replaces an older one.
     *
     * @throws CheckpointException if it cannot be written
     */
    public static void write(Path file, Map<String, String> metadata, List<Named> tensors) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                writeFully(channel, header(metadata, tensors));
                ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
                for (Named tensor : tensors) {
                    write(channel, buffer, tensor.values());
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            deleteQuietly(fresh);
            throw new CheckpointException(file, "cannot be written (is the disk full?): " + e.getMessage(), e);
        }
    }

    private static ByteBuffer header(Map<String, String> metadata, List<Named> tensors) {
        Map<String, Object> root = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            root.put("__metadata__", metadata);
        }
        long offset = 0;
        for (Named tensor : tensors) {
            long end = offset + (long) tensor.values().length * Float.BYTES;
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", "F32");
            entry.put("shape", tensor.shape());
            entry.put("data_offsets", new long[] {offset, end});
            if (root.put(tensor.name(), entry) != null) {
                throw new IllegalArgumentException("two tensors named " + tensor.name());
            }
            offset = end;
        }
        byte[] json = JsonMapper.shared().writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
        // Padded with spaces, so that the data begins at a multiple of eight bytes.
        int length = Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT;
        byte[] padded = Arrays.copyOf(json, length);
        Arrays.fill(padded, json.length, length, (byte) ' ');
        return ByteBuffer.allocate(Long.BYTES + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(padded)
                .flip();
    }

    private static void write(FileChannel channel, ByteBuffer buffer, float[] values) throws IOException {
        int perBuffer = BUFFER_BYTES / Float.BYTES;
        for (int from = 0; from < values.length; ) {
            int count = Math.min(perBuffer, values.length - from);
            buffer.clear();
            buffer.asFloatBuffer().put(values, from, count);
            buffer.limit(count * Float.BYTES);
            writeFully(channel, buffer);
            from += count;
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // What is left is not under the file's name, and the next write replaces it.
        }
    }
}
