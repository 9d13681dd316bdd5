package io.grail.chain.rpc;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** News of one kind, read by one subscriber at its own pace. */
public final class Subscription<T> implements AutoCloseable {
    private final Mailbox mailbox;
    private final Function<JsonNode, T> reading;
    private final Runnable closing;

    Subscription(Mailbox mailbox, Function<JsonNode, T> reading, Runnable closing) {
        this.mailbox = mailbox;
        this.reading = reading;
        this.closing = closing;
    }

    /**
     * The next event; empty if none comes within {@code time}.
     *
     * @throws RpcException.Malformed if the node sent what this subscription does not bring; the next event can be read
     */
    public Optional<FeedEvent<T>> poll(Duration time) throws InterruptedException {
        return mailbox.poll(time).map(event -> switch (event) {
            case FeedEvent.Item<JsonNode> item -> new FeedEvent.Item<>(reading.apply(item.value()));
            case FeedEvent.Gap<JsonNode> gap -> new FeedEvent.Gap<>(gap.reason());
            case FeedEvent.Over<JsonNode> over -> new FeedEvent.Over<>(over.reason());
        });
    }

    /** Ends it, here and at the node. */
    @Override
    public void close() {
        closing.run();
    }
}
