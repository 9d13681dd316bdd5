package io.grail.bench;

import io.grail.protocol.run.ModelConfig;

/** The decoders that are measured. */
enum BenchModel {
    /** The model of a laptop run, 0.8 million parameters. */
    TINY,
    /** 4.85 million parameters. */
    S,
    /** 29.4 million parameters. */
    M;

    ModelConfig config() {
        return switch (this) {
            case TINY -> config(257, 128, 4, 4, 2, 32, 384);
            case S -> config(512, 256, 6, 8, 4, 32, 768);
            case M -> config(8192, 512, 8, 8, 4, 64, 1536);
        };
    }

    private static ModelConfig config(
            int vocabulary, int width, int layers, int heads, int kvHeads, int headSize, int ffnWidth) {
        return new ModelConfig(
                "llama", vocabulary, width, layers, heads, kvHeads, headSize, ffnWidth, 10_000, 1e-5, true, "");
    }
}
