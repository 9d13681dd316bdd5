package io.grail.chain.rpc.node;

import io.grail.protocol.bytes.Hash;
import tools.jackson.databind.JsonNode;

/** What a node says of a transaction that it watches. */
public sealed interface TxStatus {
    /** It waits in the pool: for its turn, or for the nonces before it. */
    record Pooled(boolean ready) implements TxStatus {}

    /** It was told to other nodes. */
    record Broadcast(int peers) implements TxStatus {}

    /** The best chain holds it in {@code block}; a reorganisation may take it back. */
    record InBlock(Hash block) implements TxStatus {}

    /** {@code block} is no longer of the best chain, and the transaction is back in the pool. */
    record Retracted(Hash block) implements TxStatus {}

    /** It has been in {@code block} for long, and finality did not come: the node watches no longer. */
    record FinalityTimeout(Hash block) implements TxStatus {}

    /** Nothing will take it back. */
    record Finalized(Hash block) implements TxStatus {}

    /** Another transaction of the same account and nonce has taken its place in this node's pool. */
    record Usurped(Hash by) implements TxStatus {}

    /** Thrown out of this node's pool, for its limits; other nodes may hold it still. */
    record Dropped() implements TxStatus {}

    /** No longer valid. */
    record Invalid() implements TxStatus {}

    /** Something else, as some development nodes say when applying it fails. */
    record Strange(String text) implements TxStatus {}

    /**
     * The status that {@code node} says.
     *
     * @throws io.grail.chain.rpc.RpcException.Malformed if a known status has no hash
     */
    static TxStatus read(JsonNode node) {
        if (node.isString()) {
            return word(node.asString());
        }
        if (!node.isObject() || node.size() != 1) {
            return strange(node);
        }
        String name = node.propertyNames().iterator().next();
        Answer value = new Answer("author_extrinsicUpdate." + name, node.path(name));
        return switch (name) {
            case "broadcast" -> new Broadcast(value.node().size());
            case "inBlock" -> new InBlock(value.hash());
            case "retracted" -> new Retracted(value.hash());
            case "finalityTimeout" -> new FinalityTimeout(value.hash());
            case "finalized" -> new Finalized(value.hash());
            case "usurped" -> new Usurped(value.hash());
            // Chopsticks writes the words so: {"ready":null}.
            case "ready", "future", "dropped", "invalid" -> value.isNull() ? word(name) : strange(node);
            default -> strange(node);
        };
    }

    private static TxStatus word(String word) {
        return switch (word) {
            case "ready" -> new Pooled(true);
            case "future" -> new Pooled(false);
            case "dropped" -> new Dropped();
            case "invalid" -> new Invalid();
            default -> new Strange(word.length() > 500 ? word.substring(0, 500) : word);
        };
    }

    private static TxStatus strange(JsonNode node) {
        String text = node.toString();
        return new Strange(text.length() > 500 ? text.substring(0, 500) : text);
    }
}
