package io.grail.node.sync;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.ModelRoot;
import io.grail.protocol.state.OuterStep;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.SparseUpdate;
import io.grail.protocol.state.StepRule;
import io.grail.protocol.window.Window;
import java.util.List;

/**
 * The shared parameters as this node holds them: θ of one window, with its root.
 *
 * <p>Only {@link #merge} changes them. The node hashes its own parameters, always: it never takes a root on trust.
 * Owned by the node's thread.
 */
public final class SharedModel {
    private final ParallelFor workers;
    private final Parameters theta;
    private Window window;
    private Hash root;

    /** Takes over {@code theta} as the parameters of {@code window} and hashes them. */
    public SharedModel(Parameters theta, Window window, ParallelFor workers) {
        this.theta = theta;
        this.window = window;
        this.workers = workers;
        this.root = ModelRoot.of(theta, workers);
    }

    public Window window() {
        return window;
    }

    public Hash root() {
        return root;
    }

    /** Not a copy: for reading. */
    public Parameters theta() {
        return theta;
    }

    /**
     * Hashes the parameters again, to catch a damaged memory before it is trained from or merged into.
     *
     * @throws ForkedStateException if they are no longer what they were
     */
    public void verify() {
        Hash computed = ModelRoot.of(theta, workers);
        if (!computed.equals(root)) {
            throw new ForkedStateException(window, root, computed);
        }
    }

    /**
     * Refuses parameters of another root than {@code expected}.
     *
     * @throws ForkedStateException if it is another
     */
    public void require(Hash expected) {
        if (!root.equals(expected)) {
            throw new ForkedStateException(window, expected, root);
        }
    }

    /** The outer step: θ becomes that of the next window. Returns the new root. */
    public Hash merge(List<SparseUpdate> inManifestOrder, RunConfig run) {
        if (!inManifestOrder.isEmpty()) {
            OuterStep.apply(theta, inManifestOrder, StepRule.of(run, window), workers);
            root = ModelRoot.of(theta, workers);
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
