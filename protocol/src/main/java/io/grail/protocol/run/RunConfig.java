package io.grail.protocol.run;

/** Everything that the participants of one run must agree on; immutable. {@link RunToml} reads and writes it. */
public record RunConfig(
        RunSection run,
        ChainConfig chain,
        WindowConfig window,
        ModelConfig model,
        TokenizerConfig tokenizer,
        DataConfig data,
        InnerConfig inner,
        OuterConfig outer,
        CompressionConfig compression,
        IncentiveConfig incentive) {
    /** The byte tokenizer's vocabulary: 256 bytes and EOS. */
    private static final int BYTE_VOCABULARY = 257;

    /** Checks what no section can check alone. */
    public RunConfig {
        boolean bytes = tokenizer.kind().equals("byte");
        Range.check(
                "model.vocabSize",
                !bytes || model.vocabSize() >= BYTE_VOCABULARY,
                model.vocabSize(),
                "at least " + BYTE_VOCABULARY + " for the byte tokenizer");
        Range.check(
                "tokenizer.hash",
                !bytes || tokenizer.hash().isEmpty(),
                tokenizer.hash(),
                "empty for the byte tokenizer, which has no file");
        Range.check(
                "incentive.evalSamples",
                incentive.evalSamples() <= inner.samplesPerWindow(),
                incentive.evalSamples(),
                "at most inner.steps × inner.batch = " + inner.samplesPerWindow() + ", all that a miner is assigned");
        Range.check(
                "outer.nesterov",
                !outer.hasMomentum() || !compression.takesSign(),
                outer.nesterov(),
                "0 for compression.profile \"demo\", whose momentum is the error feedback");
    }
}
