package io.grail.chain.rpc;

import java.net.URI;
import java.time.Duration;

/** What an operator may want to see of a connection; told by its own threads, so a listener must not wait. */
public sealed interface RpcEvent {
    /** Requests go to {@code endpoint} from now on. */
    record Up(URI endpoint, ChainIdentity chain) implements RpcEvent {}

    /**
     * {@code endpoint} cannot be used any more, or not yet.
     *
     * @param pause for which it is left alone; others are tried meanwhile
     */
    record Down(URI endpoint, String reason, Duration pause) implements RpcEvent {}

    /** The node refused {@code method} for its rate; nothing is asked for so long. */
    record Paused(String method, String reason, Duration pause) implements RpcEvent {}
}
