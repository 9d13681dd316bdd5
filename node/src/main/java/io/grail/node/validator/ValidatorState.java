package io.grail.node.validator;

import io.grail.node.home.Snapshots;
import io.grail.node.sync.ModelFile;
import io.grail.node.sync.SharedModel;
import io.grail.protocol.artifact.CountedPayloads;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Standings;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/** What a validator must not lose: the shared model, everybody's standing, which payloads counted
 * and what was published last. Saved together, once a window. */
final class ValidatorState {
    private static final String STANDINGS = "standings";
    private static final String COUNTED = "counted-payloads";
    private static final String PREVIOUS = "scorecard";

    private final Snapshots snapshots;
    private final SharedModel model;
    private Standings standings;
    private CountedPayloads counted;
    private Optional<Scorecard.Previous> previous;

    private ValidatorState(
            Snapshots snapshots,
            SharedModel model,
            Standings standings,
            CountedPayloads counted,
            Optional<Scorecard.Previous> previous) {
        this.snapshots = snapshots;
        this.model = model;
        this.standings = standings;
        this.counted = counted;
        this.previous = previous;
    }

    /** The state of a validator that has judged nothing yet. */
    static ValidatorState fresh(Snapshots snapshots, SharedModel model) {
        return new ValidatorState(snapshots, model, Standings.empty(), CountedPayloads.none(), Optional.empty());
    }

    /** The same validator upon another model. */
    ValidatorState on(SharedModel other) {
        return new ValidatorState(snapshots, other, standings, counted, previous);
    }

    /**
     * The state in a snapshot's folder.
     *
     * @param model that lies there too, or another where that is damaged
     */
    static ValidatorState restore(Snapshots snapshots, Path folder, SharedModel model) {
        try {
            Standings standings = Standings.fromBytes(Files.readAllBytes(folder.resolve(STANDINGS)));
            CountedPayloads counted = CountedPayloads.fromBytes(Files.readAllBytes(folder.resolve(COUNTED)));
            return new ValidatorState(snapshots, model, standings, counted, readPrevious(folder.resolve(PREVIOUS)));
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

    /** The newest scorecard that this validator has published. */
    Optional<Scorecard.Previous> previous() {
        return previous;
    }

    /** This scorecard is out; the next one goes on from it. */
    void published(Scorecard.Previous scorecard) {
        previous = Optional.of(scorecard);
    }

    /** The chain took the weights of the newest scorecard: a new period of earnings begins. */
    void paid() {
        standings = standings.paid();
        previous = previous.map(p -> new Scorecard.Previous(p.window(), p.hash(), true));
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
            if (previous.isPresent()) {
                Scorecard.Previous p = previous.get();
                Files.writeString(folder.resolve(PREVIOUS), p.window() + " " + p.hash() + " " + p.paid() + "\n");
            }
        });
    }

    private static Optional<Scorecard.Previous> readPrevious(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] fields = Files.readString(file).strip().split(" ", 3);
        return Optional.of(new Scorecard.Previous(
                new Window(Long.parseLong(fields[0])), Hash.fromHex(fields[1]), Boolean.parseBoolean(fields[2])));
    }
}
