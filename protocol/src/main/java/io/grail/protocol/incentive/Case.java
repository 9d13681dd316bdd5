package io.grail.protocol.incentive;

import io.grail.protocol.run.IncentiveConfig;
import io.grail.protocol.window.Window;
import java.util.Optional;

/**
 * One miner's window as the penalty rules see it.
 *
 * @param likeness to the update that is most like it; empty if there was nothing to compare with
 * @param standing with this window's match, average and histories already in it
 */
record Case(Evidence evidence, Optional<Likeness> likeness, Charge charge, Standing standing, Setting setting) {
    /**
     * What is the same for all miners of a window.
     *
     * @param field all miners of the window
     */
    record Setting(Window window, Field field, IncentiveConfig config) {}

    Window window() {
        return setting.window;
    }

    Field field() {
        return setting.field;
    }

    IncentiveConfig config() {
        return setting.config;
    }

    Conduct conduct() {
        return standing.conduct();
    }
}
