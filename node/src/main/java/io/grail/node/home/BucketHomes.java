package io.grail.node.home;

import io.grail.chain.Call;
import io.grail.protocol.run.RunId;
import io.grail.storage.Bucket;
import io.grail.storage.BucketLocation;
import io.grail.storage.Buckets;
import io.grail.storage.Reach;
import io.grail.storage.StorageException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Where the nodes of a run have their buckets, and how they open those of others. */
public final class BucketHomes {
    private final RunFolder folder;
    private final Reach reach;
    private final Optional<ObjectStore> store;
    private final Duration silence;

    private BucketHomes(RunFolder folder, Reach reach, Optional<ObjectStore> store, Duration silence) {
        this.folder = folder;
        this.reach = reach;
        this.store = store;
        this.silence = silence;
    }

    /**
     * Buckets in the run's folder or, if there is a {@code store}, there.
     *
     * @param reach which servers others' locations may lead to
     */
    public BucketHomes(RunFolder folder, Reach reach, Optional<ObjectStore> store) {
        this(folder, reach, store, Buckets.SILENCE);
    }

    /** The same, opened so that an object store that says nothing for as long as {@code longest} is asked again. */
    public BucketHomes waiting(Duration longest) {
        return new BucketHomes(folder, reach, store, longest);
    }

    /** All in the run's folder. */
    public static BucketHomes in(RunFolder folder) {
        return new BucketHomes(folder, Reach.PUBLIC, Optional.empty());
    }

    public RunFolder folder() {
        return folder;
    }

    /**
     * The text that {@code seat} commits on the chain.
     *
     * @throws StorageException if it is longer than a commitment
     */
    public String location(Seat seat) {
        if (store.isEmpty()) {
            return CommittedLocation.of(seat);
        }
        String text = store.get().of(seat).text();
        if (text.length() > Call.SetCommitment.MAX_BYTES) {
            throw new StorageException("the bucket's location has " + text.length() + " characters, and a commitment at"
                    + " most " + Call.SetCommitment.MAX_BYTES + ": use a shorter name or key; on R2, name the bucket"
                    + " like the account's id");
        }
        return text;
    }

    /**
     * A node's own bucket; {@code clock} stamps what is put into it where time is simulated.
     *
     * @throws StorageException if time is simulated and the store keeps its own
     */
    public Bucket own(Seat seat, Optional<InstantSource> clock) {
        if (store.isEmpty()) {
            BucketLocation home = new BucketLocation.Directory(folder.bucket(seat.name()));
            return clock.isPresent() ? Buckets.open(home, clock.get()) : Buckets.open(home);
        }
        ObjectStore s3 = store.get();
        if (clock.isPresent()) {
            return Buckets.open(s3.of(seat), clock.get());
        }
        if (s3.perNode()) {
            Buckets.create(s3.of(seat), s3.writeKey(), reach);
        }
        return Buckets.open(s3.of(seat), s3.writeKey(), reach, silence);
    }

    /**
     * Passes if nothing of the run lies in the seat's bucket, as before a run's first block.
     *
     * @throws StorageException if something does: openings and manifests of another life of the same run, which differ
     */
    public void requireUnused(Seat seat, RunId run) {
        try (Bucket own = own(seat, Optional.empty())) {
            if (!own.list(run + "/", "", 1).isEmpty()) {
                String place = store.map(s3 -> s3.of(seat).place()).orElseGet(own::location);
                throw new StorageException(place + " holds objects of run " + run + " already, and this folder has no"
                        + " chain of it: delete them, choose another bucket's name or another --seed");
            }
        }
    }

    /**
     * Somebody's bucket by the text that it has committed.
     *
     * @throws StorageException if the text is no location, or leads where no stranger may lead this node
     */
    public Bucket theirs(String committed) {
        BucketLocation location = CommittedLocation.resolve(committed, folder);
        boolean anyFolder = location instanceof BucketLocation.Directory && !CommittedLocation.isInRun(committed);
        if (anyFolder && reach == Reach.PUBLIC) {
            throw new StorageException(
                    "refused to read " + location.text() + ": a folder of this machine outside of the"
                            + " run's is for development alone; --allow-local-buckets (or GRAIL_ALLOW_LOCAL_BUCKETS=true) allows"
                            + " it");
        }
        return Buckets.readOnly(location, reach, silence);
    }
}
