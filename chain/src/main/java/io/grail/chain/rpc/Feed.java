package io.grail.chain.rpc;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/** A subscription that is made anew on every link, until its subscriber closes it. */
final class Feed {
    private final Topic topic;
    private final Mailbox mailbox;
    private final ReentrantLock attaching = new ReentrantLock();
    private Optional<Link> on = Optional.empty();
    private volatile Optional<String> subscription = Optional.empty();
    private Optional<RpcError> refusal = Optional.empty();
    private volatile boolean closed;

    Feed(Topic topic, Mailbox mailbox) {
        this.topic = topic;
        this.mailbox = mailbox;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /**
     * Subscribes over {@code link}, once; supervisor and subscriber may both ask for it.
     *
     * @return what the node says against it, if it refuses for good
     */
    Optional<RpcError> attach(Link link, Duration patience) throws InterruptedException {
        attaching.lock();
        try {
            if (closed || refusal.isPresent() || on.filter(link::equals).isPresent()) {
                return refusal;
            }
            on = Optional.of(link);
            Reply reply = link.ask(topic.subscribe(), topic.params(), Deadline.in(patience), id -> {
                subscription = Optional.of(id.asString(""));
                link.router().register(id.asString(""), sink(link));
            });
            return switch (reply) {
                case Reply.Result _, Reply.Lost _ -> Optional.empty();
                case Reply.Failure failure -> refused(link, failure.error());
                case Reply.Silence _ -> {
                    link.lose(new Loss.Silence("it did not answer " + topic.subscribe()));
                    yield Optional.empty();
                }
            };
        } finally {
            attaching.unlock();
        }
    }

    private Optional<RpcError> refused(Link link, RpcError error) {
        if (error.isRateLimit()) {
            link.lose(new Loss.RateLimited(error.toString(), Optional.empty()));
            return Optional.empty();
        }
        refusal = Optional.of(error);
        mailbox.end(topic.subscribe() + " was refused by " + link.endpoint() + ": " + error);
        return refusal;
    }

    private Sink sink(Link link) {
        return new Sink() {
            @Override
            public void news(JsonNode value) {
                mailbox.add(value);
            }

            @Override
            public void ended(String reason) {
                // Only a fresh link brings it back, and a node that ends subscriptions has trouble anyway.
                mailbox.gap("the node ended " + topic.subscribe() + ": " + reason);
                link.lose(new Loss.Cut("it ended " + topic.subscribe() + ": " + reason));
            }

            @Override
            public void lost(String reason) {
                mailbox.gap("connection to " + link.endpoint() + " lost: " + reason);
            }
        };
    }

    /** Ends it, at the node too if it can be told. */
    void close(Optional<Link> current) {
        closed = true;
        mailbox.end("closed by its subscriber");
        subscription.ifPresent(id -> current.ifPresent(link -> {
            link.router().forget(id);
            link.tell(topic.unsubscribe(), Frames.array().add(id));
        }));
    }
}
