package io.grail.node.sync;

import io.grail.protocol.artifact.Lineage;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.OuterStep;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.StepRule;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Optional;

/**
 * The shared state as this node holds it: θ of one window, the outer momentum if the run has one, their root, and the way
 * that led there.
 *
 * <p>Only {@link #merge} and {@link #backTo} change its numbers. The node hashes its own state, always: it never takes a root on trust.
 * Owned by the node's thread.
 */
public final class SharedModel {
    private final ParallelFor workers;
    private final OuterState state;
    private Window window;
    private Hash root;
    private Lineage lineage;

    /** Takes over {@code state} as that of {@code window}, where its lineage begins, and hashes it. */
    public SharedModel(OuterState state, Window window, ParallelFor workers) {
        this.state = state;
        this.window = window;
        this.workers = workers;
        this.root = state.root(workers);
        this.lineage = Lineage.at(window, root);
    }

    /**
     * Takes over {@code state} as that to which {@code lineage} led, and hashes it.
     *
     * @throws ForkedStateException if it has another root
     */
    public SharedModel(OuterState state, Lineage lineage, ParallelFor workers) {
        this(state, lineage.window(), workers);
        require(lineage.root());
        this.lineage = lineage;
    }

    public Window window() {
        return window;
    }

    public Hash root() {
        return root;
    }

    /** The way to this state, as far as this node knows it; a merge is part of it once it {@link #settled}. */
    public Lineage lineage() {
        return lineage;
    }

    /** The step to this window is the one that was decided: by the manifest file of this hash, or by none. */
    void settled(Optional<Hash> manifest) {
        lineage = lineage.then(manifest, root);
    }

    /** Not a copy: for reading. */
    public Parameters theta() {
        return state.theta();
    }

    /** The outer momentum; empty in a run without it. Not a copy: for reading. */
    public Optional<Parameters> momentum() {
        return state.momentum();
    }

    /**
     * Hashes the state again, to catch a damaged memory before it is trained from or merged into.
     *
     * @throws ForkedStateException if it is no longer what it was
     */
    public void verify() {
        Hash computed = state.root(workers);
        if (!computed.equals(root)) {
            throw new ForkedStateException(window, root, computed);
        }
    }

    /**
     * Refuses a state of another root than {@code expected}.
     *
     * @throws ForkedStateException if it is another
     */
    public void require(Hash expected) {
        if (!root.equals(expected)) {
            throw new ForkedStateException(window, expected, root);
        }
    }

    /**
     * A copy of the state at one window, to go back to.
     *
     * @param root of {@code state}, which is not to be changed
     */
    public record Kept(OuterState state, Window window, Hash root) {}

    /** Copies the state: as much memory again. */
    public Kept keep() {
        return new Kept(state.copy(), window, root);
    }

    /** Undoes the merges since {@code kept} was kept. */
    public void backTo(Kept kept) {
        state.set(kept.state);
        window = kept.window;
        root = kept.root;
    }

    /** The outer step: the state becomes that of the next window. Returns the new root. */
    public Hash merge(List<SparseUpdate> inManifestOrder, RunConfig run) {
        if (!inManifestOrder.isEmpty()) {
            OuterStep.apply(state, inManifestOrder, StepRule.of(run, window), workers);
            root = state.root(workers);
        }
        window = window.next();
        return root;
    }

    /**
     * The outer step of a manifest that says what must come out.
     *
     * @throws ForkedStateException if something else does
     */
    public void merge(List<SparseUpdate> inManifestOrder, RunConfig run, Hash expectedRoot) {
        merge(inManifestOrder, run);
        require(expectedRoot);
    }
}
