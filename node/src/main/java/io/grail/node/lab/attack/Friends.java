package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Miners who do their work and tell each other, outside of all buckets, what came out: each sends its own and part of
 * the others', which is worth more than an honest miner's own.
 */
final class Friends {
    private static final double OF_OTHERS = 0.5;

    private final List<Hotkey> hotkeys;
    private Optional<Window> window = Optional.empty();
    private final Map<Hotkey, Trainer.Result> results = new HashMap<>();

    Friends(List<Hotkey> hotkeys) {
        this.hotkeys = List.copyOf(hotkeys);
    }

    /** One of them; whichever comes first in a window lets all train. */
    Behaviour one() {
        return new Behaviour() {
            @Override
            public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
                return shared(turn, training);
            }
        };
    }

    private synchronized Trainer.Result shared(Turn turn, Behaviour.Training training) throws InterruptedException {
        if (!window.equals(Optional.of(turn.window()))) {
            results.clear();
            for (Hotkey hotkey : hotkeys) {
                results.put(
                        hotkey, training.from(turn.theta(), turn.assignment().samplesOf(hotkey)));
            }
            window = Optional.of(turn.window());
        }
        Trainer.Result own = Objects.requireNonNull(results.get(turn.hotkey()));
        Parameters mixed = own.pseudoGradient().copy();
        for (Hotkey other : hotkeys) {
            if (!other.equals(turn.hotkey())) {
                Vectors.add(
                        mixed,
                        OF_OTHERS,
                        Objects.requireNonNull(results.get(other)).pseudoGradient());
            }
        }
        return new Trainer.Result(mixed, own.samples(), own.lossFirst(), own.lossLast());
    }
}
