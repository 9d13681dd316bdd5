package io.grail.node.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.run.RunId;
import io.grail.storage.Bucket;
import io.grail.storage.BucketLocation;
import io.grail.storage.Reach;
import io.grail.storage.S3Key;
import io.grail.storage.S3Location;
import io.grail.storage.StorageException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketHomesTest {
    private static final S3Key KEY = new S3Key("id", "secret");
    private static final Seat SEAT = Seat.development("miner-0");

    @TempDir
    Path folder;

    @Test
    void bucketsAreInTheFolderUnlessThereIsAStore() {
        BucketHomes homes = BucketHomes.in(new RunFolder(folder));
        assertThat(homes.location(SEAT)).isEqualTo("run:miner-0");
        try (Bucket own = homes.own(SEAT, Optional.empty());
                Bucket seen = homes.theirs("run:miner-0")) {
            own.put("k", new byte[] {3});
            assertThat(seen.get("k", 1)).hasValue(new byte[] {3});
        }
    }

    @Test
    void aNodesBucketIsTheNamedOneOrOneOfItsOwn() {
        assertThat(homes("s3://store.example.org/mine?key=id:s", false).location(SEAT))
                .isEqualTo("s3://store.example.org/mine?key=id:s");
        assertThat(homes("s3://store.example.org/grail?key=id:s", true).location(SEAT))
                .isEqualTo("s3://store.example.org/grail-miner-0?key=id:s");
    }

    @Test
    void aLocationThatNoCommitmentHoldsIsRefusedWithAdvice() {
        BucketHomes homes = homes("s3://store.example.org/mine?key=id:" + "s".repeat(100), false);

        assertThatThrownBy(() -> homes.location(SEAT))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("at most 128");
    }

    @Test
    void whatAnotherLifeOfTheRunLeftIsNoticed() {
        RunId run = new RunId(Hash.sha256(new byte[] {1}));
        BucketHomes homes = BucketHomes.in(new RunFolder(folder));
        try (Bucket own = homes.own(SEAT, Optional.empty())) {
            own.put("another-run/w1/opening", new byte[1]);
            homes.requireUnused(SEAT, run);
            own.put(run + "/w1/opening", new byte[1]);
        }
        assertThatThrownBy(() -> homes.requireUnused(SEAT, run))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("miner-0")
                .hasMessageContaining("choose another");
    }

    @Test
    void simulatedTimeNeedsAFolder() {
        BucketHomes homes = homes("s3://store.example.org/mine?key=id:s", false);

        assertThatThrownBy(() -> homes.own(SEAT, Optional.of(() -> Instant.EPOCH)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("its own clock");
    }

    @Test
    void strangersLeadNobodyToThisMachineUnlessItIsAllowed() {
        RunFolder run = new RunFolder(folder);
        String here = "s3+http://127.0.0.1:9000/bucket";

        assertThatThrownBy(() -> BucketHomes.in(run).theirs(here))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("--allow-local-buckets");
        try (Bucket allowed = new BucketHomes(run, Reach.LOCAL_TOO, Optional.empty()).theirs(here)) {
            assertThat(allowed.location()).isEqualTo(here);
        }
    }

    @Test
    void strangersLeadNobodyIntoFoldersUnlessItIsAllowed() {
        RunFolder run = new RunFolder(folder);
        String here = BucketLocation.of(folder).text();

        assertThatThrownBy(() -> BucketHomes.in(run).theirs(here))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("--allow-local-buckets");
        try (Bucket allowed = new BucketHomes(run, Reach.LOCAL_TOO, Optional.empty()).theirs(here)) {
            assertThat(allowed.list("", "", 1)).isEmpty();
        }
    }

    private BucketHomes homes(String text, boolean perNode) {
        S3Location location = (S3Location) BucketLocation.parse(text);
        return new BucketHomes(
                new RunFolder(folder), Reach.PUBLIC, Optional.of(new ObjectStore(location, KEY, perNode)));
    }
}
