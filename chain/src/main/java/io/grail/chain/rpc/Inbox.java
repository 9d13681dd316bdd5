package io.grail.chain.rpc;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What arrives over one socket: answers go to those who wait for them, notifications to their subscribers. */
final class Inbox {
    /** Somebody who waits for an answer; {@code onResult} runs before any later message is looked at. */
    record Waiting(CompletableFuture<Reply> reply, Consumer<JsonNode> onResult) {}

    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final CompletableFuture<Loss> lost = new CompletableFuture<>();
    private final Router router = new Router();
    private volatile long lastPong = System.nanoTime();

    Router router() {
        return router;
    }

    /** Completes once the socket is of no use any more. */
    CompletableFuture<Loss> lost() {
        return lost;
    }

    /** Monotonic time of the newest pong, or of the beginning. */
    long lastPong() {
        return lastPong;
    }

    void pong() {
        lastPong = System.nanoTime();
    }

    void expect(long id, Waiting who) {
        waiting.put(id, who);
        if (lost.isDone()) {
            who.reply().complete(new Reply.Lost(lost.join(), false));
        }
    }

    void forget(long id) {
        waiting.remove(id);
    }

    int waiting() {
        return waiting.size();
    }

    void message(String text) {
        Frame frame = Frames.parse(text);
        switch (frame) {
            case Frame.Result result -> answer(result.id(), new Reply.Result(result.value()));
            case Frame.Failure failure -> answer(failure.id(), new Reply.Failure(failure.error()));
            case Frame.News _, Frame.Ended _ -> router.deliver(frame);
            case Frame.Garbage garbage -> lose(new Loss.Garbage("it sent " + garbage.what()));
        }
    }

    /** An answer to an unknown id is one that came after its deadline: nobody waits for it any more. */
    private void answer(long id, Reply reply) {
        Waiting who = waiting.remove(id);
        if (who == null) {
            return;
        }
        if (reply instanceof Reply.Result result) {
            who.onResult().accept(result.value());
        }
        who.reply().complete(reply);
    }

    /** Ends it; whoever waits learns so at once. The first reason counts. */
    void lose(Loss loss) {
        if (lost.complete(loss)) {
            waiting.values().forEach(who -> who.reply().complete(new Reply.Lost(loss, true)));
            waiting.clear();
            router.close(loss.reason());
        }
    }
}
