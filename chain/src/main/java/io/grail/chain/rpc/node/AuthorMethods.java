package io.grail.chain.rpc.node;

import io.grail.chain.rpc.Once;
import io.grail.chain.rpc.RpcException;
import io.grail.chain.rpc.Subscription;
import io.grail.protocol.bytes.Hash;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * Transactions: the methods {@code author_…}, sent at most once, and {@code payment_queryInfo}.
 *
 * <p>All throw {@link RpcException}; a submission only if it was certainly not sent. What a refusal means is read by
 * {@link PoolRefusal#of}.
 */
public final class AuthorMethods {
    private final Asker asker;

    AuthorMethods(Asker asker) {
        this.asker = asker;
    }

    /** Puts an extrinsic into the node's pool; the hash is the one by which the node knows it. */
    public Once<Hash> submit(byte[] extrinsic, Duration deadline) throws InterruptedException {
        return switch (asker.connection()
                .once("author_submitExtrinsic", Asker.params().add(Hex.write(extrinsic)), deadline)) {
            case Once.Done<JsonNode> done -> new Once.Done<>(new Answer("author_submitExtrinsic", done.value()).hash());
            case Once.Refused<JsonNode> refused -> new Once.Refused<>(refused.error());
            case Once.Unknown<JsonNode> unknown -> new Once.Unknown<>(unknown.reason());
        };
    }

    /** As {@link #submit}, and the node tells how it fares, until the connection is lost. */
    public Once<Subscription<TxStatus>> submitAndWatch(byte[] extrinsic, Duration deadline)
            throws InterruptedException {
        return asker.connection()
                .watch(
                        "author_submitAndWatchExtrinsic",
                        "author_unwatchExtrinsic",
                        Asker.params().add(Hex.write(extrinsic)),
                        deadline,
                        TxStatus::read);
    }

    /**
     * The fee in rao that an extrinsic would pay, without its tip.
     *
     * @param extrinsic signed; the signature need not be right
     */
    public long fee(byte[] extrinsic) throws InterruptedException {
        Answer fee = asker.ask("payment_queryInfo", Asker.params().add(Hex.write(extrinsic)))
                .field("partialFee");
        if (fee.node().isString() && fee.node().asString().matches("\\d{1,18}")) {
            return Long.parseLong(fee.node().asString());
        }
        return fee.number();
    }
}
