package io.grail.chain.rpc.node;

/**
 * Which program the chain runs; a new {@code specVersion} means new metadata.
 *
 * @param specName of the runtime, {@code node-subtensor} on Bittensor
 * @param specVersion signed with every transaction, as is {@code transactionVersion}
 */
public record RuntimeVersion(String specName, long specVersion, long transactionVersion) {
    static RuntimeVersion read(Answer answer) {
        return new RuntimeVersion(
                answer.field("specName").text(),
                answer.field("specVersion").number(),
                answer.field("transactionVersion").number());
    }
}
