package io.grail.chain.rpc;

import java.time.Duration;
import java.util.Optional;

/** Why a socket ended, or never came to be. */
sealed interface Loss {
    /** For people. */
    String reason();

    /** Could not be opened, or was cut. */
    record Cut(String reason) implements Loss {}

    /** No new head or no pong for too long. */
    record Silence(String reason) implements Loss {}

    /** It carried something that is no answer and no notification: nothing after it can be trusted. */
    record Garbage(String reason) implements Loss {}

    /** A message beyond the limit. */
    record TooLarge(String reason) implements Loss {}

    /** The endpoint has had enough of us. */
    record RateLimited(String reason, Optional<Duration> retryAfter) implements Loss {}

    /** It serves another chain. */
    record OtherChain(String reason) implements Loss {}

    /** Its owner closed the connection. */
    record Closed() implements Loss {
        @Override
        public String reason() {
            return "closed by its owner";
        }
    }
}
