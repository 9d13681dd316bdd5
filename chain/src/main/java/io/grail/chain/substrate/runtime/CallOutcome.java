package io.grail.chain.substrate.runtime;

import io.grail.chain.substrate.value.Value;
import java.util.List;
import java.util.Optional;

/** What became of an extrinsic that is in a block; only the block's events tell. */
public sealed interface CallOutcome {
    /** The call took effect. */
    record Succeeded() implements CallOutcome {}

    /** The call failed and changed nothing, but may have cost a fee. */
    record Failed(DispatchFailure failure) implements CallOutcome {}

    /**
     * The call itself succeeded, but one that it carried failed: of a batch, of a sudo, or for a proxied account.
     *
     * @param event the name of the event that tells
     */
    record InnerFailed(String event, DispatchFailure failure) implements CallOutcome {}

    /**
     * The outcome of extrinsic {@code index} of the block that has these events; empty if they do not tell, because the
     * index is wrong or the events are another block's.
     */
    static Optional<CallOutcome> of(List<Event> events, int index, ChainRuntime runtime) {
        Optional<CallOutcome> outcome = Optional.empty();
        for (Event event : events) {
            if (event.extrinsic().orElse(-1) != index) {
                continue;
            }
            switch (event.name()) {
                case "System.ExtrinsicFailed" -> {
                    return Optional.of(
                            new Failed(runtime.failure(event.content().field("dispatch_error"))));
                }
                case "System.ExtrinsicSuccess" -> outcome = outcome.or(() -> Optional.of(new Succeeded()));
                default -> {
                    Optional<Value> inner = innerError(event);
                    if (inner.isPresent() && outcome.isEmpty()) {
                        outcome = Optional.of(new InnerFailed(event.name(), runtime.failure(inner.get())));
                    }
                }
            }
        }
        return outcome;
    }

    private static Optional<Value> innerError(Event event) {
        return switch (event.name()) {
            case "Utility.BatchInterrupted", "Utility.ItemFailed" ->
                Optional.of(event.content().field("error"));
            case "Sudo.Sudid", "Sudo.SudoAsDone" -> error(event.content().field("sudo_result"));
            case "Proxy.ProxyExecuted" -> error(event.content().field("result"));
            default -> Optional.empty();
        };
    }

    private static Optional<Value> error(Value result) {
        Value.Variant variant = result.asVariant();
        return variant.name().equals("Err") ? Optional.of(variant.content()) : Optional.empty();
    }
}
