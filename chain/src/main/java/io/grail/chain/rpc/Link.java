package io.grail.chain.rpc;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** One open websocket: asks, and ends when it is of no use any more; never comes back. */
final class Link {
    /** How long a farewell may take. */
    private static final long FAREWELL_MILLIS = 500;

    private final URI endpoint;
    private final WebSocket socket;
    private final Inbox inbox;
    private final AtomicLong ids;
    private final Semaphore places;
    private final Pulse pulse = new Pulse();
    private CompletableFuture<?> lastSending = CompletableFuture.completedFuture(null);

    /**
     * Over an open socket.
     *
     * @param ids the source of request ids, which no two links of a connection share
     * @param inFlight most requests that wait at one time
     */
    Link(URI endpoint, WebSocket socket, Inbox inbox, AtomicLong ids, int inFlight) {
        this.endpoint = endpoint;
        this.socket = socket;
        this.inbox = inbox;
        this.ids = ids;
        places = new Semaphore(inFlight);
    }

    URI endpoint() {
        return endpoint;
    }

    Pulse pulse() {
        return pulse;
    }

    Router router() {
        return inbox.router();
    }

    boolean isLost() {
        return inbox.lost().isDone();
    }

    /** Sends one request and waits for what becomes of it, until the deadline at the latest. */
    Reply ask(String method, ArrayNode params, Deadline until) throws InterruptedException {
        return ask(method, params, until, _ -> {});
    }

    /** As above; {@code onResult} sees a result before any later message is looked at. */
    Reply ask(String method, ArrayNode params, Deadline until, Consumer<JsonNode> onResult)
            throws InterruptedException {
        if (!places.tryAcquire(Math.max(0, until.left()), TimeUnit.NANOSECONDS)) {
            return new Reply.Silence(false);
        }
        CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        long id = ids.incrementAndGet();
        try {
            inbox.expect(id, new Inbox.Waiting(reply, onResult));
            if (inbox.lost().isDone()) {
                return new Reply.Lost(inbox.lost().join(), false);
            }
            sending = send(Frames.request(id, method, params));
            return reply.completeOnTimeout(new Reply.Silence(true), until.left(), TimeUnit.NANOSECONDS)
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            inbox.forget(id);
            // A request that still waits to be sent keeps its place, or the queue would have no bound.
            var _ = sending.whenComplete((_, _) -> places.release());
        }
    }

    /** Sends a request whose answer matters to nobody. */
    void tell(String method, ArrayNode params) {
        var _ = send(Frames.request(ids.incrementAndGet(), method, params));
    }

    private synchronized CompletableFuture<?> send(String text) {
        // One at a time: a websocket takes no message before the last one is on its way.
        CompletableFuture<?> sending = lastSending.thenCompose(_ -> socket.sendText(text, true));
        lastSending = sending;
        var _ = sending.whenComplete((_, error) -> {
            if (error != null) {
                inbox.lose(new Loss.Cut("sending failed: " + error));
            }
        });
        return sending;
    }

    /** Waits for its end. */
    Optional<Loss> awaitLoss(Duration time) throws InterruptedException {
        try {
            return Optional.of(inbox.lost().get(time.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks for a sign of life, and ends the link if heads or pongs have been missing for longer than {@code most}. */
    void check(Duration most) {
        long now = System.nanoTime();
        if (now - pulse.lastBeat() > most.toNanos()) {
            lose(new Loss.Silence("it told of no new block for " + most.toMillis() + " ms"));
        } else if (now - inbox.lastPong() > most.toNanos()) {
            lose(new Loss.Silence("it answered no ping for " + most.toMillis() + " ms"));
        } else {
            var _ = socket.sendPing(ByteBuffer.allocate(0)).whenComplete((_, error) -> {
                // A socket can die without a word to its listener; one ping still on its way is no sign of that.
                if (error != null && !(unwrapped(error) instanceof IllegalStateException)) {
                    lose(new Loss.Cut("it took no ping: " + error));
                }
            });
        }
    }

    private static Throwable unwrapped(Throwable error) {
        return error instanceof CompletionException ? Objects.requireNonNullElse(error.getCause(), error) : error;
    }

    void lose(Loss loss) {
        inbox.lose(loss);
    }

    /** Frees the socket at once. */
    void abort() {
        socket.abort();
    }

    /** Says farewell, so that the node frees its side at once too. */
    void close() {
        lose(new Loss.Closed());
        try {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The node does not hear: it is cut off just as well.
        } finally {
            socket.abort();
        }
    }
}
