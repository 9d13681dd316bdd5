package io.grail.chain.rpc;

/** What a subscription brings. */
public sealed interface FeedEvent<T> {
    /** The next value, in the node's order. */
    record Item<T>(T value) implements FeedEvent<T> {}

    /**
     * Values may be missing between the last one and the next: ask for them by number if they matter.
     *
     * @param reason the socket was lost, or the subscriber read too slowly
     */
    record Gap<T>(String reason) implements FeedEvent<T> {}

    /** Nothing comes any more; said again to whoever asks again. */
    record Over<T>(String reason) implements FeedEvent<T> {}
}
