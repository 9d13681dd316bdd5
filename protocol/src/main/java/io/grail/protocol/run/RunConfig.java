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
        IncentiveConfig incentive) {}
