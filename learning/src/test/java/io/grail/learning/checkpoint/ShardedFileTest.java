package io.grail.learning.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.learning.model.TinyModels;
import io.grail.protocol.run.ModelConfig;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShardedFileTest {
    private static final ModelConfig MODEL = TinyModels.config(true);
    private static final ParameterLayout LAYOUT = LlamaLayout.of(MODEL);
    private static final long SHARD = 12_288;

    @TempDir
    private Path folder;

    @Test
    void shardsAreReadBackAsOneModel() {
        Parameters parameters = write();
        assertThat(ShardedFile.read(folder, "model", LAYOUT).sameBits(parameters))
                .isTrue();
        assertThat(HuggingFaceFolder.read(folder).parameters().sameBits(parameters))
                .isTrue();
    }

    @Test
    void theIndexIsWhatTransformersWrites() throws IOException {
        write();
        JsonNode index = JsonMapper.shared().readTree(Files.readString(index()));
        assertThat(index.path("metadata").path("total_size").asLong()).isEqualTo(4 * LAYOUT.size());
        NavigableMap<String, Long> bytes = new TreeMap<>();
        LAYOUT.tensors().forEach(tensor -> {
            String file = index.path("weight_map").path(tensor.name()).asString();
            assertThat(file).matches("model-0000[1-9]-of-0000[1-9]\\.safetensors");
            try (Safetensors shard = Safetensors.open(folder.resolve(file))) {
                assertThat(shard.names()).contains(tensor.name());
                assertThat(shard.metadata()).containsExactly(Map.entry("format", "pt"));
            }
            bytes.merge(file, 4L * tensor.size(), Long::sum);
        });
        assertThat(bytes).hasSizeGreaterThan(2);
        assertThat(bytes.firstEntry().getKey()).startsWith("model-00001-of-0000" + bytes.size());
        assertThat(folder.resolve("model.safetensors")).doesNotExist();
        assertThat(index.path("weight_map").size()).isEqualTo(LAYOUT.count());
        long largest =
                LAYOUT.tensors().stream().mapToLong(t -> 4L * t.size()).max().orElseThrow();
        assertThat(bytes.values()).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(Math.max(SHARD, largest)));
    }

    @Test
    void aModelThatFitsIsOneFileWithoutAnIndex() {
        HuggingFaceFolder.write(folder, MODEL, TinyModels.parameters(LAYOUT, 3), 60, 16, 4 * LAYOUT.size());
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("config.json", "model.safetensors");
    }

    @Test
    void equalParametersGiveEqualBytes() throws IOException {
        write();
        Map<String, byte[]> first = new TreeMap<>();
        for (String name : folder.toFile().list()) {
            first.put(name, Files.readAllBytes(folder.resolve(name)));
        }
        write();
        assertThat(folder.toFile().list()).hasSize(first.size());
        for (String name : first.keySet()) {
            assertThat(folder.resolve(name)).hasBinaryContent(first.get(name));
        }
    }

    @Test
    void anIndexThatLeadsOutOfTheFolderIsRefusedUnread() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("inner"));
        write();
        Files.move(folder.resolve(shard(1)), folder.resolve("stolen.safetensors"));
        for (String name : new String[] {"../stolen.safetensors", "stolen.safetensors", "/etc/passwd", "", "inner/x"}) {
            assertRefused(json -> json.replace(shard(1), name), "but a shard is called model-00001-of-00001");
        }
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void anIndexOfOtherTensorsIsRefused() throws IOException {
        write();
        assertRefused(json -> json.replace("model.norm.weight", "model.other.weight"), "has not: model.other.weight");
        assertRefused(
                json -> json.replaceAll(",?\\s*\"model.norm.weight\" : \"[^\"]*\"", ""), "no tensor model.norm.weight");
        assertRefused(json -> json.replace("model.norm.weight", "lm_head.weight"), "lm_head.weight");
        assertRefused(json -> json.replace("\"weight_map\"", "\"map\""), "no weight_map");
        assertRefused(json -> json + "}", "no valid JSON");
        assertRefused(json -> json.replaceAll("-of-0000[0-9]", "-of-00099"), "numbered as others");
        assertRefused(json -> "[".repeat(100_000), "no valid JSON");
        assertRefused(json -> "{\"weight_map\":\"" + " ".repeat(17 << 20) + "\"}", "longer than 16777216 bytes");
    }

    @Test
    void aShardThatIsMissingOrTooLongOrOfOthersTensorsIsNamed() throws IOException {
        write();
        Path second = folder.resolve(shard(2));
        byte[] bytes = Files.readAllBytes(second);
        Files.write(second, Arrays.copyOf(bytes, bytes.length + 4));
        assertNamed(shard(2), "bytes, but");
        Files.copy(folder.resolve(shard(1)), second, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertNamed(shard(2), "which the index does not place there");
        Files.delete(second);
        assertNamed(shard(2), "there is no such file");
    }

    @Test
    void onlyNamesOfPartsAreParts() {
        assertThat(ShardedFile.isPart("model.safetensors", "model")).isTrue();
        assertThat(ShardedFile.isPart("model.safetensors.index.json", "model")).isTrue();
        assertThat(ShardedFile.isPart("model-00002-of-00003.safetensors", "model"))
                .isTrue();
        assertThat(ShardedFile.isPart("outer-momentum.safetensors", "model")).isFalse();
        assertThat(ShardedFile.isPart("model-2-of-3.safetensors", "model")).isFalse();
        assertThat(ShardedFile.isPart("../model.safetensors", "model")).isFalse();
    }

    private void assertRefused(UnaryOperator<String> change, String message) throws IOException {
        String good = Files.readString(index());
        String bad = change.apply(good);
        assertThat(bad).isNotEqualTo(good);
        Files.writeString(index(), bad);
        assertThatThrownBy(() -> ShardedFile.read(folder, "model", LAYOUT))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(message);
        Files.writeString(index(), good);
    }

    private void assertNamed(String file, String problem) {
        assertThatThrownBy(() -> ShardedFile.read(folder, "model", LAYOUT))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(file)
                .hasMessageContaining(problem);
    }

    private Path index() {
        return folder.resolve("model.safetensors.index.json");
    }

    /** The name of the file that ends in this number of however many there are. */
    private String shard(int number) {
        return Arrays.stream(folder.toFile().list((dir, name) -> name.startsWith("model-0000" + number)))
                .findFirst()
                .orElseGet(() -> "model-0000" + number);
    }

    private Parameters write() {
        Parameters parameters = TinyModels.parameters(LAYOUT, 3);
        HuggingFaceFolder.write(folder, MODEL, parameters, 60, 16, SHARD);
        return parameters;
    }
}
