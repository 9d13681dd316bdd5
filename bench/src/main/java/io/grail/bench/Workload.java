package io.grail.bench;

import io.grail.learning.checkpoint.ParameterFile;
import io.grail.protocol.run.InnerConfig;
import io.grail.protocol.run.ModelConfig;
import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/**
 * What all contenders train: the same weights, batches and optimiser settings, in a folder of three files.
 *
 * @param steps batches that the folder holds
 */
record Workload(Path folder, BenchModel model, int steps) {
    static final int BATCH = 8;
    static final int LENGTH = 256;
    static final InnerConfig INNER = new InnerConfig(1, BATCH, "adamw", 3e-4, 0, 1, 0.9, 0.95, 1e-8, 0.1, 1);

    private static final String WEIGHTS = "weights.safetensors";
    private static final String TOKENS = "tokens.bin";
    private static final int SEED = 1;

    void write() throws IOException {
        ModelConfig config = model.config();
        ParameterFile.write(
                folder.resolve(WEIGHTS), Genesis.parameters(config, SEED, ParallelFor.SEQUENTIAL), Map.of());
        Files.write(folder.resolve(TOKENS), tokens(config.vocabSize()));
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("layers", config.layers());
        settings.put("headSize", config.headSize());
        settings.put("ropeTheta", config.ropeTheta());
        settings.put("normEpsilon", config.normEpsilon());
        settings.put("batch", BATCH);
        settings.put("length", LENGTH);
        settings.put("tokens", steps * BATCH * (LENGTH + 1));
        settings.put("learningRate", INNER.learningRate());
        settings.put("beta1", INNER.beta1());
        settings.put("beta2", INNER.beta2());
        settings.put("epsilon", INNER.epsilon());
        settings.put("weightDecay", INNER.weightDecay());
        settings.put("clip", INNER.clip());
        Files.writeString(folder.resolve("settings.json"), JsonMapper.shared().writeValueAsString(settings));
    }

    Parameters weights() {
        return ParameterFile.read(folder.resolve(WEIGHTS), LlamaLayout.of(model.config()));
    }

    int[][] batch(int step) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(folder.resolve(TOKENS))).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(step * BATCH * (LENGTH + 1) * Integer.BYTES);
        int[][] batch = new int[BATCH][LENGTH + 1];
        for (int[] row : batch) {
            for (int i = 0; i < row.length; i++) {
                row[i] = bytes.getInt();
            }
        }
        return batch;
    }

    /** Three tokens in four follow from the one before, so that the loss falls. */
    private byte[] tokens(int vocabulary) {
        Random random = new Random(SEED);
        int count = steps * BATCH * (LENGTH + 1);
        ByteBuffer bytes = ByteBuffer.allocate(count * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int token = 0;
        for (int i = 0; i < count; i++) {
            token = random.nextInt(4) == 0 ? random.nextInt(vocabulary) : (token * 7 + 3) % vocabulary;
            bytes.putInt(token);
        }
        return bytes.array();
    }
}
