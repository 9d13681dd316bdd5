package io.grail.protocol.run;

/**
 * Section {@code [model]}: a Llama-family decoder (RMSNorm, RoPE, grouped-query attention, SwiGLU).
 *
 * @param architecture {@code llama}
 * @param vocabSize rows of the embedding; at least the tokenizer's vocabulary
 * @param width d, the residual stream
 * @param heads query heads; a multiple of {@code kvHeads}
 * @param headSize even
 * @param ffnWidth inner width of the SwiGLU
 * @param ropeTheta base of the rotary embedding
 * @param normEpsilon of RMSNorm
 * @param tiedEmbeddings whether the output head is the embedding
 * @param genesisRoot R_0 as 64 hexadecimal digits; empty where it still is to be computed
 */
public record ModelConfig(
        String architecture,
        int vocabSize,
        int width,
        int layers,
        int heads,
        int kvHeads,
        int headSize,
        int ffnWidth,
        double ropeTheta,
        double normEpsilon,
        boolean tiedEmbeddings,
        String genesisRoot) {
    public ModelConfig {
        Range.check("model.architecture", architecture.equals("llama"), architecture, "\"llama\"");
        Range.check("model.vocabSize", vocabSize, 2, 1 << 20);
        Range.check("model.width", width, 8, 65_536);
        Range.check("model.layers", layers, 1, 1_000);
        Range.check("model.heads", heads, 1, 1_024);
        Range.check("model.kvHeads", kvHeads, 1, heads);
        Range.check("model.heads", heads % kvHeads == 0, heads, "a multiple of model.kvHeads = " + kvHeads);
        Range.check("model.headSize", headSize, 2, 1_024);
        Range.check("model.headSize", headSize % 2 == 0, headSize, "even");
        Range.check("model.ffnWidth", ffnWidth, 8, 1 << 20);
        Range.check("model.ropeTheta", ropeTheta, 1, 1e9);
        Range.check("model.normEpsilon", normEpsilon, 1e-12, 1e-2);
        Range.check("model.genesisRoot", genesisRoot.matches("([0-9a-f]{64})?"), genesisRoot, "64 hex digits or empty");
    }
}
