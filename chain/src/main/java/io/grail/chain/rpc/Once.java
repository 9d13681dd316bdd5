package io.grail.chain.rpc;

/** What became of a request that must not be sent twice. */
public sealed interface Once<T> {
    /** The node did it. */
    record Done<T>(T value) implements Once<T> {}

    /** The node refused. */
    record Refused<T>(RpcError error) implements Once<T> {}

    /** It was sent, and no answer came: the node may or may not have done it. */
    record Unknown<T>(String reason) implements Once<T> {}
}
