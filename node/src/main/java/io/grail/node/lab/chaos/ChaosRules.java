package io.grail.node.lab.chaos;

import io.grail.learning.data.Corpus;
import io.grail.learning.data.Dataset;
import io.grail.learning.data.DatasetPreparer;
import io.grail.learning.data.Preparation;
import io.grail.learning.data.PreparationProgress;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.node.lab.FixedText;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunToml;
import java.nio.file.Path;

/** The run that is tried under faults: every part of the real one, as small as it can be. */
final class ChaosRules {
    /** 5,696 parameters; six nodes work a window off in some hundredths of a second. */
    private static final String TOML = """
            run = { name = "chaos" }
            window = { weightsEvery = 2, checkpointEvery = 5 }
            data = { sequenceLength = 16, validationSamples = 8 }
            incentive = { evalSamples = 4, alikeMild = 0.97, alikeClear = 0.98, alikeSame = 0.99 }
            compression = { topK = 256 }
            [model]
            width = 16
            layers = 1
            heads = 2
            kvHeads = 1
            headSize = 8
            ffnWidth = 16
            [inner]
            steps = 1
            batch = 4
            warmupSteps = 2
            learningRate = 0.01
            optimizer = "adamw"
            """;

    private static final int SAMPLES = 200;

    private ChaosRules() {}

    static RunConfig of(long seed, int windows) {
        return RunToml.parse(TOML)
                .with("run.windows", Integer.toString(windows))
                .with("run.seed", Long.toString(seed))
                .config();
    }

    /** Prepares the text that all runs train on, the same on any machine. */
    static Dataset data(Path folder) {
        ByteTokenizer tokenizer = new ByteTokenizer();
        RunConfig rules = of(0, 1);
        Preparation.Shape shape = new Preparation.Shape(rules.data().sequenceLength(), SAMPLES);
        Corpus texts = Corpus.at(FixedText.below(folder.resolve("texts")));
        new DatasetPreparer(new Preparation(texts, tokenizer, 1, shape, 1), PreparationProgress.SILENT)
                .prepareIn(folder.resolve("data"));
        return Dataset.open(folder.resolve("data"), rules.data(), tokenizer);
    }
}
