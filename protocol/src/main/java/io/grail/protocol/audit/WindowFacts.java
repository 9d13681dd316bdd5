package io.grail.protocol.audit;

import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Optional;

/**
 * What the chain says of a window.
 *
 * @param opening its first block
 * @param closing the first block after it
 * @param registered the subnet's hotkeys as of {@code opening}, ascending
 * @param validators with a permit as of {@code closing}, most stake first
 * @param burn the hotkey to which what is burned goes
 */
public record WindowFacts(
        Window window,
        Block opening,
        Block closing,
        List<Hotkey> registered,
        List<Hotkey> validators,
        Optional<Hotkey> burn) {
    public WindowFacts {
        registered = List.copyOf(registered);
        validators = List.copyOf(validators);
    }
}
