package io.grail.protocol.run;

/**
 * Section {@code [chain]}.
 *
 * @param netuid the subnet's number on the chain
 */
public record ChainConfig(int netuid) {
    public ChainConfig {
        Range.check("chain.netuid", netuid, 1, 65_535);
    }
}
