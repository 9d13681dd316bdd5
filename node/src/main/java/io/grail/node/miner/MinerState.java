package io.grail.node.miner;

import io.grail.learning.checkpoint.ParameterFile;
import io.grail.learning.train.InnerLoop;
import io.grail.node.home.Snapshots;
import io.grail.node.sync.ModelFile;
import io.grail.node.sync.SharedModel;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a miner must not lose: the shared model, its error feedback, its optimiser, and an update that is made but
 * perhaps not uploaded. Saved together, once a window, so that no crash leaves half of a window's effect.
 */
final class MinerState {
    private static final String ERROR_FEEDBACK = "error-feedback.safetensors";
    private static final String OPTIMIZER = "optimizer.safetensors";

    private final Snapshots snapshots;
    private final SharedModel model;
    private Parameters errorFeedback;
    private final InnerLoop inner;
    private Optional<PreparedUpdate> pending;
    private Window nextUntrained;

    private MinerState(
            Snapshots snapshots,
            SharedModel model,
            Parameters errorFeedback,
            InnerLoop inner,
            Optional<PreparedUpdate> pending) {
        this.snapshots = snapshots;
        this.model = model;
        this.errorFeedback = errorFeedback;
        this.inner = inner;
        this.pending = pending;
        this.nextUntrained = pending.map(update -> update.window().next()).orElse(model.window());
    }

    /** The same miner upon another model: of its own, only an update of the model's window is of use still. */
    MinerState on(SharedModel other) {
        MinerState moved = new MinerState(
                snapshots,
                other,
                errorFeedback,
                inner,
                pending.filter(update -> update.window().equals(other.window())));
        moved.nextUntrained = nextUntrained.compareTo(moved.nextUntrained) > 0 ? nextUntrained : moved.nextUntrained;
        return moved;
    }

    /** The state of a miner that has done nothing yet. */
    static MinerState fresh(Snapshots snapshots, SharedModel model, InnerLoop inner) {
        Parameters errorFeedback = Parameters.zeros(model.theta().layout());
        return new MinerState(snapshots, model, errorFeedback, inner, Optional.empty());
    }

    /**
     * The state in a snapshot's folder.
     *
     * @param model that lies there too, or another where that is damaged
     */
    static MinerState restore(Snapshots snapshots, Path folder, SharedModel model, InnerLoop inner) {
        try {
            Parameters errorFeedback =
                    ModelFile.read(folder.resolve(ERROR_FEEDBACK), model.theta().layout());
            inner.restore(folder.resolve(OPTIMIZER));
            boolean ofThisWindow = ModelFile.window(folder).equals(model.window());
            Optional<PreparedUpdate> pending = PreparedUpdate.isIn(folder) && ofThisWindow
                    ? Optional.of(PreparedUpdate.read(model.window(), folder))
                    : Optional.empty();
            return new MinerState(snapshots, model, errorFeedback, inner, pending);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the miner's snapshot " + folder, e);
        }
    }

    SharedModel model() {
        return model;
    }

    Parameters errorFeedback() {
        return errorFeedback;
    }

    /** Replaces the error feedback by what the last update did not say. */
    void keepBack(Parameters unsent) {
        errorFeedback = unsent;
    }

    Optional<PreparedUpdate> pending() {
        return pending;
    }

    /** The first window for which this miner has made no update and which it has not given up. */
    Window nextUntrained() {
        return nextUntrained;
    }

    void skip(Window window) {
        nextUntrained = window.next();
    }

    /** Saves with the update just made, before it is uploaded. */
    void saveWith(PreparedUpdate update) {
        pending = Optional.of(update);
        nextUntrained = update.window().next();
        save();
    }

    /** Saves; an update of an earlier window than the model's is no longer of use and left out. */
    void save() {
        Optional<PreparedUpdate> update = pending.filter(p -> p.window().equals(model.window()));
        String label = "w" + model.window() + (update.isPresent() ? "-trained" : "");
        snapshots.save(label, folder -> {
            ModelFile.write(folder, model);
            ParameterFile.write(folder.resolve(ERROR_FEEDBACK), errorFeedback, Map.of());
            inner.save(folder.resolve(OPTIMIZER));
            if (update.isPresent()) {
                update.get().write(folder);
            }
        });
    }
}
