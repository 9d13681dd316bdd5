package io.grail.protocol.incentive;

import io.grail.protocol.run.IncentiveConfig;
import io.grail.protocol.window.Window;

/**
 * One miner's window as the penalty rules see it.
 *
 * @param standing with this window's match, average and histories already in it
 */
record Case(Window window, Evidence evidence, Charge charge, Standing standing, Setting setting) {
    /**
     * What is the same for all miners of a window.
     *
     * @param field all miners of the window
     */
    record Setting(Field field, IncentiveConfig config) {}

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
