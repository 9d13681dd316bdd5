package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.protocol.artifact.Opening;
import java.util.Optional;

/** Works and uploads, and never shows the key. */
record Withholder() implements Behaviour {
    @Override
    public Optional<Opening> opening(Opening opening) {
        return Optional.empty();
    }
}
