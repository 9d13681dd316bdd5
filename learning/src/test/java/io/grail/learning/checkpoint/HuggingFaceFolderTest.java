package io.grail.learning.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.learning.model.TinyModels;
import io.grail.protocol.run.ModelConfig;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HuggingFaceFolderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsWrittenIsReadBack(boolean tied) {
        ModelConfig config = TinyModels.config(tied);
        Parameters parameters = TinyModels.parameters(LlamaLayout.of(config), 3);
        HuggingFaceFolder.write(folder, config, parameters, 60, 16);
        var read = HuggingFaceFolder.read(folder);
        assertThat(read.config()).isEqualTo(config);
        assertThat(read.parameters().sameBits(parameters)).isTrue();
    }

    @Test
    void aModelOfAnotherKindIsRefusedByName() throws IOException {
        write(TinyModels.config(true));
        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"llama\"", "\"gpt2\""));
        assertThatThrownBy(() -> HuggingFaceFolder.read(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("model_type is \"gpt2\"");
    }

    @Test
    void weightsOfAnotherShapeAreRefused() throws IOException {
        write(TinyModels.config(true));
        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"vocab_size\" : 61", "\"vocab_size\" : 62"));
        assertThatThrownBy(() -> HuggingFaceFolder.read(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("embed_tokens.weight has shape [61, 24], expected [62, 24]");
    }

    @Test
    void theOrderOfTheConfigurationIsThatOfEveryOtherProcess() throws IOException {
        write(TinyModels.config(true));
        assertThat(Files.readString(folder.resolve("config.json")).replaceAll("\\s", ""))
                .contains("\"rope_parameters\":{\"rope_theta\":10000.0,\"rope_type\":\"default\"}");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> HuggingFaceFolder.read(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("config.json");
    }

    private void write(ModelConfig config) {
        HuggingFaceFolder.write(folder, config, TinyModels.parameters(LlamaLayout.of(config), 3), 60, 16);
    }
}
