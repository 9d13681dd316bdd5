package io.grail.node.validator;

import io.grail.node.home.Snapshots;
import io.grail.node.sync.ModelFile;
import io.grail.node.sync.SharedModel;
import io.grail.protocol.artifact.CountedPayloads;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Standings;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** What a validator must not lose: the shared model, everybody's standing and which payloads
 * counted. Saved together, once a window. */
final class ValidatorState {
    private static final String STANDINGS = "standings";
    private static final String COUNTED = "counted-payloads";

    private final Snapshots snapshots;
    private final SharedModel model;
    private Standings standings;
    private CountedPayloads counted;

    private ValidatorState(Snapshots snapshots, SharedModel model, Standings standings, CountedPayloads counted) {
        this.snapshots = snapshots;
        this.model = model;
        this.standings = standings;
        this.counted = counted;
    }

    /** The state of a validator that has judged nothing yet. */
    static ValidatorState fresh(Snapshots snapshots, SharedModel model) {
        return new ValidatorState(snapshots, model, Standings.empty(), CountedPayloads.none());
    }

    /** The state in a snapshot's folder. */
    static ValidatorState restore(Snapshots snapshots, Path folder, SharedModel model) {
        try {
            Standings standings = Standings.fromBytes(Files.readAllBytes(folder.resolve(STANDINGS)));
            CountedPayloads counted = CountedPayloads.fromBytes(Files.readAllBytes(folder.resolve(COUNTED)));
            return new ValidatorState(snapshots, model, standings, counted);
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

    CountedPayloads counted() {
        return counted;
    }

    /** From now on these payloads count no more. */
    void count(Window window, Collection<Hash> payloads) {
        counted = counted.after(window, payloads);
    }

    /** Whether the hotkey has ever sent an update that this validator saw. */
    boolean knows(Hotkey hotkey) {
        return standings.of(hotkey).isPresent();
    }

    void save() {
        snapshots.save("w" + model.window(), folder -> {
            ModelFile.write(folder, model);
            Files.write(folder.resolve(STANDINGS), standings.toBytes());
            Files.write(folder.resolve(COUNTED), counted.toBytes());
        });
    }
}
