package io.grail.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whatever a node sends, a frame comes of it, and an inbox takes it or ends its link. */
class HostileFramesTest {
    /** Frames of the fuzzer, by {@code -Dfuzz.inputs}. */
    private static final int FRAMES = Integer.getInteger("fuzz.inputs", 100_000);

    private static final int FRAMES_A_SEED = 1_000;

    private int garbage;
    private int answered;

    @Test
    void noFrameEscapesTheInbox() {
        for (int seed = 0; seed < FRAMES / FRAMES_A_SEED; seed++) {
            BrokenFrames frames = new BrokenFrames(seed);
            for (int i = 0; i < FRAMES_A_SEED; i++) {
                String frame = frames.frame();
                try {
                    deliver(frame);
                } catch (RuntimeException e) {
                    throw new AssertionError("seed " + seed + ", frame " + i + ": " + frame, e);
                }
            }
        }
        assertThat(garbage).isBetween(FRAMES / 4, FRAMES * 9 / 10);
        assertThat(answered).isGreaterThan(FRAMES / 30);
    }

    private void deliver(String frame) {
        Inbox inbox = new Inbox();
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        inbox.expect(3, new Inbox.Waiting(reply, _ -> {}));
        inbox.router().register("s1", new Sink() {
            @Override
            public void news(JsonNode value) {}

            @Override
            public void ended(String reason) {}

            @Override
            public void lost(String reason) {}
        });
        inbox.message(frame);
        if (inbox.lost().isDone()) {
            garbage++;
            if (!(inbox.lost().join() instanceof Loss.Garbage && reply.join() instanceof Reply.Lost)) {
                throw new IllegalStateException("lost by " + inbox.lost().join() + ", reply " + reply);
            }
        } else if (reply.isDone()) {
            answered++;
        }
        if (inbox.waiting() != (reply.isDone() ? 0 : 1)) {
            throw new IllegalStateException("answered and still waited for, or forgotten");
        }
    }
}
