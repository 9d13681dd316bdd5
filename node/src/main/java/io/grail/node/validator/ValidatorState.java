package io.grail.node.validator;

import io.grail.node.home.Snapshots;
import io.grail.node.sync.ModelFile;
import io.grail.node.sync.SharedModel;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Standings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a validator must not lose: the shared model and everybody's standing. Saved together, once a window. */
final class ValidatorState {
    private static final String STANDINGS = "standings";

    private final Snapshots snapshots;
    private final SharedModel model;
    private Standings standings;

    private ValidatorState(Snapshots snapshots, SharedModel model, Standings standings) {
        this.snapshots = snapshots;
        this.model = model;
        this.standings = standings;
    }

    /** The state of a validator that has judged nothing yet. */
    static ValidatorState fresh(Snapshots snapshots, SharedModel model) {
        return new ValidatorState(snapshots, model, Standings.empty());
    }

    /** The state in a snapshot's folder. */
    static ValidatorState restore(Snapshots snapshots, Path folder, SharedModel model) {
        try {
            byte[] bytes = Files.readAllBytes(folder.resolve(STANDINGS));
            return new ValidatorState(snapshots, model, Standings.fromBytes(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the validator's snapshot " + folder, e);
        }
    }

    SharedModel model() {
        return model;
    }

    Standings standings() {
        return standings;
    }

    void standings(Standings next) {
        standings = next;
    }

    /** Whether the hotkey has ever sent an update that this validator saw. */
    boolean knows(Hotkey hotkey) {
        return standings.of(hotkey).isPresent();
    }

    void save() {
        snapshots.save("w" + model.window(), folder -> {
            ModelFile.write(folder, model);
            Files.write(folder.resolve(STANDINGS), standings.toBytes());
        });
    }
}
