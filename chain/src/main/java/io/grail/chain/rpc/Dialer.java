package io.grail.chain.rpc;

import io.grail.protocol.bytes.Hash;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Opens sockets and makes sure that what answers is the right chain; used by one thread. */
final class Dialer {
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient client;
    private final RpcTimes times;
    private final RpcLimits limits;
    private final AtomicLong ids = new AtomicLong();
    private Optional<ChainIdentity> expected;

    Dialer(HttpClient client, RpcConfig config) {
        this.client = client;
        times = config.times();
        limits = config.limits();
        expected = config.chain();
    }

    /** What became of a call. */
    sealed interface Dialed {
        record Up(Link link, ChainIdentity chain) implements Dialed {}

        record Down(Loss loss) implements Dialed {}
    }

    /** Thrown within, where a step shows that this endpoint is of no use now. */
    private static final class DownException extends Exception {
        private final transient Loss loss;

        DownException(Loss loss) {
            super(loss.reason());
            this.loss = loss;
        }
    }

    /** Opens a socket, checks genesis and name, and begins to listen to new heads. */
    Dialed dial(URI endpoint) throws InterruptedException {
        Inbox inbox = new Inbox();
        Link link;
        try {
            link = new Link(endpoint, open(endpoint, inbox), inbox, ids, limits.inFlight());
        } catch (DownException e) {
            return new Dialed.Down(e.loss);
        }
        boolean up = false;
        try {
            ChainIdentity found = identity(link);
            if (expected.isPresent() && !expected.get().equals(found)) {
                return new Dialed.Down(new Loss.OtherChain("it serves " + found + ", expected is " + expected.get()));
            }
            ask(
                    link,
                    "chain_subscribeNewHeads",
                    Frames.array(),
                    subscription -> link.router().register(subscription.asString(""), link.pulse()));
            expected = Optional.of(found);
            up = true;
            return new Dialed.Up(link, found);
        } catch (DownException e) {
            return new Dialed.Down(e.loss);
        } finally {
            if (!up) {
                link.close();
            }
        }
    }

    private WebSocket open(URI endpoint, Inbox inbox) throws DownException, InterruptedException {
        CompletableFuture<WebSocket> opening = client.newWebSocketBuilder()
                .connectTimeout(times.connect())
                .buildAsync(endpoint, new Reader(inbox, limits.messageChars()));
        boolean taken = false;
        try {
            WebSocket socket = opening.get(times.connect().toNanos(), TimeUnit.NANOSECONDS);
            taken = true;
            return socket;
        } catch (TimeoutException e) {
            throw new DownException(
                    new Loss.Cut("no handshake within " + times.connect().toMillis() + " ms"));
        } catch (ExecutionException e) {
            throw new DownException(refusal(Objects.requireNonNullElse(e.getCause(), e)));
        } finally {
            if (!taken) {
                // One that opens too late is nobody's: it must not stay.
                var _ = opening.whenComplete((late, _) -> {
                    if (late != null) {
                        late.abort();
                    }
                });
            }
        }
    }

    private static Loss refusal(Throwable cause) {
        if (!(cause instanceof WebSocketHandshakeException handshake)) {
            return new Loss.Cut("no connection: " + cause);
        }
        HttpResponse<?> response = handshake.getResponse();
        return response.statusCode() == TOO_MANY_REQUESTS
                ? new Loss.RateLimited("HTTP 429, too many requests from this address", retryAfter(response))
                : new Loss.Cut("it refused the websocket with HTTP " + response.statusCode());
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,4}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private ChainIdentity identity(Link link) throws DownException, InterruptedException {
        JsonNode genesis = ask(link, "chain_getBlockHash", Frames.array().add(0), _ -> {});
        JsonNode name = ask(link, "system_chain", Frames.array(), _ -> {});
        String hex = genesis.isString() ? genesis.asString() : "";
        if (!hex.matches("0x[0-9a-fA-F]{64}")
                || !name.isString()
                || name.asString().length() > 100) {
            throw new DownException(new Loss.Garbage("it does not say which chain it serves"));
        }
        return new ChainIdentity(Hash.fromHex(hex.substring(2)), name.asString());
    }

    private JsonNode ask(Link link, String method, ArrayNode params, Consumer<JsonNode> onResult)
            throws DownException, InterruptedException {
        return switch (link.ask(method, params, Deadline.in(times.connect()), onResult)) {
            case Reply.Result result -> result.value();
            case Reply.Failure failure ->
                throw new DownException(
                        failure.error().isRateLimit()
                                ? new Loss.RateLimited(failure.error().toString(), Optional.empty())
                                : new Loss.Garbage("it refused " + method + ": " + failure.error()));
            case Reply.Lost lost -> throw new DownException(lost.loss());
            case Reply.Silence _ -> throw new DownException(new Loss.Silence("it did not answer " + method));
        };
    }
}
