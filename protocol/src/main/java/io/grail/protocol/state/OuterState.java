package io.grail.protocol.state;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.run.OuterConfig;
import java.util.Optional;

/**
 * What a window's merge changes: the shared parameters θ and, in a run with outer momentum, its velocity v
 * (docs/state.md, Momentum). Every node holds both to the last bit.
 *
 * @param momentum v, of the layout of {@code theta}; empty in a run without it, which then costs nothing
 */
public record OuterState(Parameters theta, Optional<Parameters> momentum) {
    private static final byte[] BOTH = {2};

    public OuterState {
        if (momentum.isPresent() && !momentum.get().layout().equals(theta.layout())) {
            throw new IllegalArgumentException("a momentum of another layout than the parameters' " + theta);
        }
    }

    /** Parameters without momentum. */
    public static OuterState plain(Parameters theta) {
        return new OuterState(theta, Optional.empty());
    }

    /** The state before the first merge: v is zero where the run has it. */
    public static OuterState before(Parameters theta, OuterConfig outer) {
        return new OuterState(
                theta, outer.hasMomentum() ? Optional.of(Parameters.zeros(theta.layout())) : Optional.empty());
    }

    public OuterState copy() {
        return new OuterState(theta.copy(), momentum.map(Parameters::copy));
    }

    /** Takes over all numbers of {@code other}, a state of the same run. */
    public void set(OuterState other) {
        theta.set(other.theta);
        momentum.ifPresent(v -> v.set(other.momentum.orElseThrow()));
    }

    /**
     * The hash that names this state: without momentum the root of θ, with it SHA-256( 02 ‖ root of θ ‖ root of v ), so
     * that nodes which disagree on v find out before it moves θ.
     */
    public Hash root(ParallelFor parallel) {
        Hash ofTheta = ModelRoot.of(theta, parallel);
        return momentum.map(v -> Hash.sha256(
                        BOTH, ofTheta.bytes(), ModelRoot.of(v, parallel).bytes()))
                .orElse(ofTheta);
    }
}
