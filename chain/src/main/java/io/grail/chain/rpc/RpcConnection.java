package io.grail.chain.rpc;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A connection to one chain, over whichever of its endpoints works (docs/bittensor.md).
 *
 * <p>One websocket at a time; it comes back by itself. No request outlives its deadline. Safe for use by many threads,
 * each of which waits for its own answers. Owns one virtual thread, the HTTP client's selector and one socket, all of
 * which {@link #close()} releases.
 */
public final class RpcConnection implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final RpcConfig config;
    private final Consumer<RpcEvent> listener;
    private final Current current = new Current();
    private final Set<Feed> feeds = ConcurrentHashMap.newKeySet();
    private final ExecutorService executor;
    private final HttpClient client;
    private final Thread supervisor;

    private RpcConnection(RpcConfig config, Consumer<RpcEvent> listener) {
        this.config = config;
        this.listener = listener;
        executor = Executors.newVirtualThreadPerTaskExecutor();
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(executor)
                .build();
        supervisor = Thread.ofVirtual()
                .name("rpc " + config.endpoints().getFirst())
                .unstarted(new Supervisor(config, new Dialer(client, config), current, feeds, listener));
    }

    /** Begins to connect; waits for nothing, as requests wait for the connection within their own deadlines. */
    public static RpcConnection open(RpcConfig config, Consumer<RpcEvent> listener) {
        RpcConnection connection = new RpcConnection(config, listener);
        connection.supervisor.start();
        return connection;
    }

    /** As {@link #open(RpcConfig, Consumer)}, with nobody who listens. */
    public static RpcConnection open(RpcConfig config) {
        return open(config, _ -> {});
    }

    /** How it was configured. */
    public RpcConfig config() {
        return config;
    }

    /** As {@link #call(String, ArrayNode, Duration)}, with the ordinary deadline. */
    public JsonNode call(String method, ArrayNode params) throws InterruptedException {
        return call(method, params, config.times().request());
    }

    /**
     * Asks what may be asked twice: after a lost connection, silence or a rate limit it is sent again, within its
     * deadline.
     *
     * @throws RpcException saying why there is no answer
     */
    public JsonNode call(String method, ArrayNode params, Duration deadline) throws InterruptedException {
        Deadline until = Deadline.in(deadline);
        int tooLarge = 0;
        for (int limited = 1; ; ) {
            Link link = current.await(method, deadline, until);
            switch (link.ask(method, params, until.within(config.times().attempt()))) {
                case Reply.Result result -> {
                    return result.value();
                }
                case Reply.Failure failure -> {
                    if (!failure.error().isRateLimit()) {
                        throw new RpcException.Refused(method, failure.error());
                    }
                    pause(method, link, failure.error(), limited++);
                }
                case Reply.Lost lost -> {
                    if (lost.sent() && lost.loss() instanceof Loss.TooLarge && ++tooLarge == 2) {
                        throw new RpcException.TooLarge(method, config.limits().messageChars());
                    }
                }
                case Reply.Silence _ -> {
                    if (until.hasPassed()) {
                        throw new RpcException.TimedOut(method, deadline, link.endpoint() + " is silent");
                    }
                }
            }
        }
    }

    private void pause(String method, Link link, RpcError error, int times) {
        Duration pause = config.patient().delay(times, ThreadLocalRandom.current());
        current.pause(pause, link.endpoint() + ": " + error);
        listener.accept(new RpcEvent.Paused(method, link.endpoint() + ": " + error, pause));
    }

    /**
     * Asks what must not be asked twice: it waits for a connection within its deadline, is sent at most
     * once, and then waits as long as one attempt may take.
     *
     * @throws RpcException only if it was certainly not sent
     */
    public Once<JsonNode> once(String method, ArrayNode params, Duration deadline) throws InterruptedException {
        return once(method, params, deadline, (_, _) -> {});
    }

    /** Sees the result of a request on the link that brought it, before any later message. */
    private interface OnResult {
        void accept(Link link, JsonNode result);
    }

    private Once<JsonNode> once(String method, ArrayNode params, Duration deadline, OnResult onResult)
            throws InterruptedException {
        Deadline until = Deadline.in(deadline);
        while (true) {
            Link link = current.await(method, deadline, until);
            switch (link.ask(
                    method, params, until.within(config.times().attempt()), result -> onResult.accept(link, result))) {
                case Reply.Result result -> {
                    return new Once.Done<>(result.value());
                }
                case Reply.Failure failure -> {
                    return new Once.Refused<>(failure.error());
                }
                case Reply.Lost lost -> {
                    if (lost.sent()) {
                        return new Once.Unknown<>("connection to " + link.endpoint() + " lost: "
                                + lost.loss().reason());
                    }
                }
                case Reply.Silence silence -> {
                    if (silence.sent()) {
                        return new Once.Unknown<>(
                                "no answer from " + link.endpoint() + " within " + deadline.toMillis() + " ms");
                    }
                }
            }
        }
    }

    /**
     * Subscribes; after a lost connection it subscribes again, and the subscriber sees a gap.
     *
     * @param reading makes a value of what the node sends, or throws {@link RpcException.Malformed}
     * @throws RpcException if the node refuses, or there is no connection within the ordinary deadline
     */
    public <T> Subscription<T> subscribe(
            String subscribe, String unsubscribe, ArrayNode params, Function<JsonNode, T> reading)
            throws InterruptedException {
        Feed feed = new Feed(
                new Topic(subscribe, unsubscribe, params),
                new Mailbox(config.limits().queued()));
        feeds.add(feed);
        boolean held = false;
        try {
            Duration deadline = config.times().request();
            Link link = current.await(subscribe, deadline, Deadline.in(deadline));
            Optional<RpcError> refusal = feed.attach(link, config.times().attempt());
            if (refusal.isPresent()) {
                throw new RpcException.Refused(subscribe, refusal.get());
            }
            held = true;
        } finally {
            if (!held) {
                drop(feed);
            }
        }
        return new Subscription<>(feed.mailbox(), reading, () -> drop(feed));
    }

    private void drop(Feed feed) {
        feeds.remove(feed);
        feed.close(current.now());
    }

    /**
     * Asks once for something whose progress the node then tells; the progress ends with the connection.
     *
     * @param method whose result names the subscription, e.g. {@code author_submitAndWatchExtrinsic}
     * @throws RpcException only if it was certainly not sent
     */
    public <T> Once<Subscription<T>> watch(
            String method, String unwatch, ArrayNode params, Duration deadline, Function<JsonNode, T> reading)
            throws InterruptedException {
        Mailbox mailbox = new Mailbox(config.limits().queued());
        Progress[] progress = new Progress[1];
        Once<JsonNode> sent = once(method, params, deadline, (link, id) -> {
            progress[0] = new Progress(link, id.asString(""), mailbox);
            link.router().register(id.asString(""), progress[0]);
        });
        return switch (sent) {
            case Once.Done<JsonNode> _ ->
                new Once.Done<>(new Subscription<>(mailbox, reading, () -> progress[0].close(unwatch)));
            case Once.Refused<JsonNode> refused -> new Once.Refused<>(refused.error());
            case Once.Unknown<JsonNode> unknown -> new Once.Unknown<>(unknown.reason());
        };
    }

    /** Ends all that waits, and releases thread, socket and selector. */
    @Override
    public void close() {
        current.close();
        current.now().ifPresent(link -> link.lose(new Loss.Closed()));
        try {
            if (!supervisor.join(FAREWELL)) {
                supervisor.interrupt(); // it is dialling
                supervisor.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.shutdownNow();
        executor.shutdownNow();
    }
}
