package io.grail.node.miner;

import io.grail.node.sync.NodeContext;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.Opening;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.util.Optional;

/**
 * What a miner does at each point where only its own interest binds it to the protocol; every default is what the
 * protocol asks. {@link #HONEST} overrides nothing; the lab's attackers override a method or two.
 *
 * <p>Called by the miner's thread alone, window after window.
 */
public interface Behaviour {
    /** What the protocol asks. */
    Behaviour HONEST = new Behaviour() {};

    /** Makes the behaviour of one node. */
    @FunctionalInterface
    interface Maker {
        Behaviour of(NodeContext node);
    }

    /** H inner steps, or as many as there are samples for. */
    @FunctionalInterface
    interface Training {
        Trainer.Result from(Parameters theta, long[] samples) throws InterruptedException;
    }

    /** Something that is put into the miner's bucket. */
    @FunctionalInterface
    interface Upload {
        void put();
    }

    /** The window's pseudo-gradient; a result of no samples sits the window out. */
    default Trainer.Result train(Turn turn, Training training) throws InterruptedException {
        return training.from(turn.theta(), turn.samples());
    }

    /** The payload that is sealed, given what the pseudo-gradient was compressed to. */
    default byte[] payload(Turn turn, byte[] compressed) {
        return compressed;
    }

    /** The envelope's bytes. */
    default byte[] envelope(Envelope envelope, Keypair hotkey) {
        return envelope.sign(hotkey);
    }

    /** Puts the sealed payload, then the envelope; {@code update} does both. */
    default void publish(Window window, Upload update) throws InterruptedException {
        update.put();
    }

    /** What is shown after the deadline; empty to show nothing. */
    default Optional<Opening> opening(Opening opening) {
        return Optional.of(opening);
    }
}
