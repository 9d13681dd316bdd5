package io.grail.node.miner;

import io.grail.protocol.assignment.Assignment;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;

/**
 * One window as one miner meets it.
 *
 * @param assignment of all hotkeys' samples
 * @param root R_w
 * @param theta θ_w, for reading
 */
public record Turn(Window window, Hotkey hotkey, Assignment assignment, Hash root, Parameters theta) {
    /** The miner's own samples, in their order. */
    public long[] samples() {
        return assignment.samplesOf(hotkey);
    }
}
