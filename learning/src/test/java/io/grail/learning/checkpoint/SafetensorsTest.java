package io.grail.learning.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @TempDir
    private Path folder;

    @Test
    void writtenTensorsAreReadBackBitForBit() {
        Path file = folder.resolve("model.safetensors");
        float[] odd = {Float.intBitsToFloat(0x7fc01234), -0.0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, 1.5f, 2};
        var tensors = List.of(
                new SafetensorsWriter.Named("b", new int[] {2, 3}, odd),
                new SafetensorsWriter.Named("a", new int[] {1}, new float[] {7}));
        SafetensorsWriter.write(file, Map.of("window", "12"), tensors);
        try (Safetensors read = Safetensors.open(file)) {
            assertThat(read.metadata()).isEqualTo(Map.of("window", "12"));
            assertThat(read.names()).containsExactlyInAnyOrder("a", "b");
            float[] values = new float[6];
            read.read("b", new int[] {2, 3}, values);
            for (int i = 0; i < odd.length; i++) {
                assertThat(Float.floatToRawIntBits(values[i])).isEqualTo(Float.floatToRawIntBits(odd[i]));
            }
            assertThatThrownBy(() -> read.read("b", new int[] {3, 2}, values))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("expected [3, 2]");
            assertThatThrownBy(() -> read.read("c", new int[] {1}, new float[1]))
                    .hasMessageContaining("has no tensor c");
        }
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
    }

    @Test
    void bytesOnDiskAreAsTheFormatSays() throws IOException {
        Path file = folder.resolve("one.safetensors");
        SafetensorsWriter.write(
                file, Map.of(), List.of(new SafetensorsWriter.Named("x", new int[] {1}, new float[] {1})));
        String header = "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        String padded = header + " ".repeat(56 - header.length());
        ByteBuffer expected = ByteBuffer.allocate(8 + 56 + 4).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(56).put(padded.getBytes(StandardCharsets.UTF_8)).putFloat(1);
        assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
    }

    @Test
    void halfPrecisionIsReadExactly() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        data.putShort((short) 0x3fc0).putShort((short) 0x3e00);
        Path file = raw(
                "{\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[0,2]},"
                        + "\"h\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[2,4]}}",
                data.array());
        try (Safetensors read = Safetensors.open(file)) {
            float[] value = new float[1];
            read.read("b", new int[] {1}, value);
            assertThat(value).containsExactly(1.5f);
            read.read("h", new int[] {1}, value);
            assertThat(value).containsExactly(1.5f);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "not json",
                "{\"x\":3}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,-4]}}",
                "{\"x\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,1e99]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"y\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"__metadata__\":{\"a\":1},\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{}"
            })
    void aHeaderThatLiesIsRefused(String header) throws IOException {
        Path file = raw(header, new byte[4]);
        assertThatThrownBy(() -> Safetensors.open(file).close())
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file.toString());
    }

    @Test
    void randomDamageIsRefusedOrHarmless() throws IOException {
        Path file = folder.resolve("whole.safetensors");
        SafetensorsWriter.write(
                file, Map.of("k", "v"), List.of(new SafetensorsWriter.Named("x", new int[] {2}, new float[] {1, 2})));
        byte[] whole = Files.readAllBytes(file);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            byte[] damaged = java.util.Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, damaged);
            try (Safetensors read = Safetensors.open(file)) {
                assertThat(read.names()).as("seed %d", seed).hasSize(1);
            } catch (CheckpointException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("whole.safetensors");
            }
        }
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Safetensors.open(folder.resolve("none")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("none: there is no such file");
    }

    private Path raw(String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(
                folder.resolve("raw.safetensors"),
                bytes.putLong(json.length).put(json).put(data).array());
    }
}
