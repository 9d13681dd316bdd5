package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * One worker behind several hotkeys: its H steps go through the beginnings of all their assignments, one after the other,
 * and every hotkey sends what came out, a little changed, as if it had trained on all of its own.
 */
final class OneWorker {
    /** Enough that no two of its updates are alike. */
    private static final double DEVIATION = 0.3;

    private final List<Hotkey> hotkeys;
    private Optional<Work> done = Optional.empty();

    private record Work(Window window, Trainer.Result result) {}

    OneWorker(List<Hotkey> hotkeys) {
        this.hotkeys = List.copyOf(hotkeys);
    }

    /** One of the hotkeys; whichever comes first in a window has the work done for all. */
    Behaviour behind(NodeContext node) {
        return new Behaviour() {
            @Override
            public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
                Trainer.Result shared = work(turn, training, node.run().inner().samplesPerWindow());
                if (shared.samples() == 0) {
                    return shared;
                }
                Parameters own = Vectors.jitter(
                        shared.pseudoGradient().copy(), Vectors.random(turn.hotkey(), turn.window()), DEVIATION);
                return Claims.of(
                        turn, new Trainer.Result(own, shared.samples(), shared.lossFirst(), shared.lossLast()));
            }
        };
    }

    private synchronized Trainer.Result work(Turn turn, Behaviour.Training training, int samples)
            throws InterruptedException {
        if (done.isEmpty() || !done.get().window().equals(turn.window())) {
            int each = samples / hotkeys.size();
            long[] beginnings = hotkeys.stream()
                    .flatMapToLong(hotkey -> Arrays.stream(turn.assignment().samplesOf(hotkey), 0, each))
                    .toArray();
            long[] all = LongStream.concat(Arrays.stream(beginnings), Arrays.stream(turn.samples(), each, samples))
                    .limit(samples)
                    .toArray();
            done = Optional.of(new Work(turn.window(), training.from(turn.theta(), all)));
        }
        return done.get().result();
    }
}
