package io.grail.node.lab.chaos;

import io.grail.protocol.run.RunConfig;
import java.util.Locale;

/** Mistakes that somebody might make in a node's software, made on purpose: each must be found (docs/reliability.md). */
public enum PlantedBug implements ChaosRun.Plants {
    TORN_RENAME(Invariant.NOBODY_STUCK, "the pointer to the current snapshot is written over, not renamed"),
    NOTHING_FORCED(Invariant.NOBODY_STUCK, "no part of a snapshot is forced to the disk"),
    OLD_DELETED_FIRST(Invariant.NOBODY_STUCK, "the old snapshot is deleted before the new one is current"),
    UPLOADED_BEFORE_SAVED(
            Invariant.STATE_RESUMED, "an update is uploaded before the state that follows from it is saved"),
    FEEDBACK_FORGOTTEN(Invariant.STATE_RESUMED, "a snapshot holds no error feedback"),
    RATINGS_FORGOTTEN(Invariant.STATE_RESUMED, "a snapshot holds no ratings"),
    TORN_UPLOAD(Invariant.NOTHING_SAID_TWICE, "an object appears before it is whole"),
    PENDING_FORGOTTEN(Invariant.NO_HONEST_PENALTY, "what was saved and not uploaded is not uploaded after a restart"),
    NO_MIRROR(Invariant.NO_WINDOW_LOST, "payloads are not mirrored before a manifest is anchored"),
    DEAF(Invariant.ONE_ROOT, "after a restart others' anchors are not read"),
    STALE_PAY(Invariant.NO_LOST_PAYMENT, "the weights of the time before are submitted"),
    PAY_UNCONFIRMED(Invariant.NO_LOST_PAYMENT, "weights count as set before the chain has taken them");

    private final Invariant breaks;
    private final String text;

    PlantedBug(Invariant breaks, String text) {
        this.breaks = breaks;
        this.text = text;
    }

    /** The invariant by which it is found. */
    public Invariant breaks() {
        return breaks;
    }

    /** What is wrong, for people. */
    public String text() {
        return text;
    }

    /** As the command line names it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Plant apply(String node, RunConfig run) {
        return switch (this) {
            case TORN_RENAME -> new DiskPlants.TornRename();
            case NOTHING_FORCED -> new DiskPlants.NothingForced();
            case OLD_DELETED_FIRST -> new DiskPlants.OldDeletedFirst();
            case UPLOADED_BEFORE_SAVED -> new DiskPlants.UploadedBeforeSaved();
            case FEEDBACK_FORGOTTEN -> new DiskPlants.FeedbackForgotten(run);
            case RATINGS_FORGOTTEN -> new DiskPlants.RatingsForgotten();
            case TORN_UPLOAD -> new StorePlants.TornUpload();
            case PENDING_FORGOTTEN -> new StorePlants.PendingForgotten();
            case NO_MIRROR -> new StorePlants.NoMirror();
            case DEAF -> new ChainPlants.Deaf();
            case STALE_PAY -> new ChainPlants.StalePay();
            case PAY_UNCONFIRMED -> new ChainPlants.PayUnconfirmed();
        };
    }
}
