package io.grail.learning.model;

import io.grail.learning.device.Device;
import io.grail.learning.device.NativeRuntime;
import io.grail.protocol.run.ModelConfig;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import java.util.Random;

/** Models small enough to compute by hand, and everything random about them from a seed. */
public final class TinyModels {
    private TinyModels() {}

    public static Device cpu() {
        NativeRuntime.start(1);
        return Device.named("cpu");
    }

    /** Two layers, four query heads that share two key heads. */
    public static ModelConfig config(boolean tied) {
        return new ModelConfig("llama", 61, 24, 2, 4, 2, 6, 40, 10_000, 1e-5, tied, "");
    }

    public static LanguageModel model(ModelConfig config, long seed) {
        LanguageModel model = LanguageModel.create(config, cpu());
        model.load(parameters(model.layout(), seed));
        return model;
    }

    public static Parameters parameters(ParameterLayout layout, long seed) {
        Random random = new Random(seed);
        Parameters parameters = Parameters.zeros(layout);
        for (int i = 0; i < layout.count(); i++) {
            boolean isNorm = layout.tensor(i).dimensions() == 1;
            float[] values = parameters.values(i);
            for (int j = 0; j < values.length; j++) {
                values[j] = (float) ((isNorm ? 1 : 0) + 0.2 * random.nextGaussian());
            }
        }
        return parameters;
    }

    /** Rows of L + 1 tokens in which most tokens follow from the one before, so that there is something to learn. */
    public static int[][] samples(int count, int length, int vocabulary, long seed) {
        Random random = new Random(seed);
        int[][] samples = new int[count][length + 1];
        for (int[] row : samples) {
            row[0] = random.nextInt(vocabulary);
            for (int i = 1; i <= length; i++) {
                row[i] = random.nextInt(5) == 0 ? random.nextInt(vocabulary) : (row[i - 1] * 7 + 3) % vocabulary;
            }
        }
        return samples;
    }
}
