package io.grail.protocol.run;

import java.util.List;

/**
 * Named runs to start from; each says only what it changes in the defaults.
 *
 * <p>{@code tiny} is the defaults, {@code tiny-demo} the same model by another profile, {@code micro} the smallest that
 * still learns, for experiments on the rules themselves. Shapes and hyper-parameters of the
 * others are those published of the runs named beside them; sizes of windows where none was published, and the data,
 * are ours.
 */
public final class Presets {
    /** The preset of a file that names none. */
    public static final String DEFAULT = "tiny";

    private static final List<String> NAMES = List.of("micro", DEFAULT, "tiny-demo", "150m", "1b", "8b", "70b");

    /** The laptop's run by DeMo: the sign of what the largest cosines of four miners add up to. */
    private static final String TINY_DEMO = """
            run = { name = "tiny-demo" }
            outer = { learningRate = 0.02, finalFraction = 0.1 }
            compression = { profile = "demo", topK = 64, errorFeedback = 0.9 }
            """;

    /** A hundred runs of it take an hour: what the lab's attackers are tried on. */
    private static final String MICRO = """
            run = { name = "micro", windows = 60 }
            window = { weightsEvery = 1, checkpointEvery = 20 }
            data = { sequenceLength = 64, validationSamples = 256 }
            incentive = { evalSamples = 16 }
            [model]
            width = 32
            layers = 1
            heads = 2
            kvHeads = 1
            headSize = 16
            ffnWidth = 96
            [inner]
            steps = 4
            batch = 16
            warmupSteps = 20
            """;

    /** What the large ones share. */
    private static final String LARGE = """
            [tokenizer]
            kind = "huggingface"
            [data]
            sequenceLength = 2048
            validationSamples = 2048
            """;

    /** The smallest published shape, with the schedule of {@code 1b}. */
    private static final String M150 = """
            run = { name = "150m", windows = 1334 }
            window = { blocks = 25, graceSeconds = 15, revealSeconds = 36, mergeBlocks = 7, decideBlocks = 12, uploadBlocks = 4, weightsEvery = 4 }
            outer = { learningRate = 0.9, referencePeers = 15, gatherPeers = 15 }
            [model]
            vocabSize = 32000
            width = 1024
            layers = 12
            heads = 16
            kvHeads = 16
            headSize = 64
            ffnWidth = 2688
            [inner]
            steps = 15
            batch = 32
            optimizer = "adamw"
            learningRate = 8e-4
            warmupSteps = 250
            [compression]
            topK = 32
            errorFeedback = 0.95
            """;

    /** TEMPLAR-I's shape and peers, with the settings of the SparseLoCo sweep at this size. */
    private static final String B1 = """
            run = { name = "1b", windows = 1334 }
            window = { blocks = 25, graceSeconds = 15, revealSeconds = 36, mergeBlocks = 7, decideBlocks = 12, uploadBlocks = 4, weightsEvery = 4 }
            outer = { learningRate = 0.9, referencePeers = 15, gatherPeers = 15 }
            [model]
            vocabSize = 32000
            width = 2048
            layers = 16
            heads = 8
            kvHeads = 8
            headSize = 256
            ffnWidth = 8192
            tiedEmbeddings = false
            [inner]
            steps = 15
            batch = 64
            optimizer = "adamw"
            learningRate = 8e-4
            warmupSteps = 250
            [compression]
            topK = 32
            errorFeedback = 0.95
            """;

    /** The 8 B SparseLoCo run of July and August 2025. */
    private static final String B8 = """
            run = { name = "8b", windows = 667 }
            window = { blocks = 27, graceSeconds = 18, revealSeconds = 36, mergeBlocks = 8, decideBlocks = 13, uploadBlocks = 4, weightsEvery = 13 }
            outer = { learningRate = 0.81, referencePeers = 15 }
            compression = { topK = 32, errorFeedback = 0.999 }
            incentive = { evalRate = 0.1, evalSamples = 8 }
            [model]
            vocabSize = 32000
            width = 4096
            layers = 32
            heads = 32
            kvHeads = 8
            headSize = 128
            ffnWidth = 14336
            ropeTheta = 500000.0
            tiedEmbeddings = false
            [inner]
            steps = 30
            batch = 192
            optimizer = "adamw"
            learningRate = 2e-4
            warmupSteps = 750
            """;

    /** The 72 B run as it was configured at its end, early 2026. */
    private static final String B70 = """
            run = { name = "70b", windows = 4667 }
            window = { blocks = 115, graceSeconds = 70, revealSeconds = 36, mergeBlocks = 20, decideBlocks = 30, uploadBlocks = 15, weightsEvery = 3 }
            outer = { learningRate = 0.4, referencePeers = 17 }
            compression = { topK = 64, errorFeedback = 0.95 }
            incentive = { evalRate = 0.2, evalSamples = 8 }
            [model]
            vocabSize = 262144
            width = 8192
            layers = 80
            heads = 64
            kvHeads = 8
            headSize = 128
            ffnWidth = 28672
            ropeTheta = 500000.0
            [inner]
            steps = 30
            batch = 192
            optimizer = "adamw"
            learningRate = 1.17e-4
            warmupSteps = 1500
            """;

    private Presets() {}

    /** The names, smallest model first. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The run of a preset.
     *
     * @throws InvalidRunException if there is no such preset, naming those there are
     */
    public static RunConfig named(String name) {
        return RunToml.parse("preset = \"" + name.replaceAll("[\"\\\\\\p{Cntrl}]", "?") + "\"")
                .config();
    }

    /** What the preset changes in the defaults. */
    static String toml(String name) {
        return switch (name) {
            case DEFAULT -> "";
            case "micro" -> MICRO;
            case "tiny-demo" -> TINY_DEMO;
            case "150m" -> M150 + LARGE;
            case "1b" -> B1 + LARGE;
            case "8b" -> B8 + LARGE;
            case "70b" -> B70 + LARGE;
            default -> throw new InvalidRunException("preset", name, "one of " + String.join(", ", NAMES));
        };
    }
}
