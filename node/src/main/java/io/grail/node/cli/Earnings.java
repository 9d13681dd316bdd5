package io.grail.node.cli;

import io.grail.chain.Chain;
import io.grail.chain.Neuron;
import io.grail.protocol.identity.Hotkey;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What hotkeys have earned, for the dashboard: the stake that emission has put on them. */
final class Earnings implements ToLongFunction<Hotkey> {
    private volatile Optional<Chain> chain = Optional.empty();

    /** From now on asks {@code watched}. */
    void watch(Chain watched) {
        chain = Optional.of(watched);
    }

    @Override
    public long applyAsLong(Hotkey hotkey) {
        return chain.flatMap(c -> c.metagraph(c.head().number()).neuron(hotkey))
                .map(Neuron::stake)
                .orElse(0L);
    }
}
