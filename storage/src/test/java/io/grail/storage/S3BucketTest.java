package io.grail.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The suite of all buckets against a real S3 server, and what is this kind's alone. */
class S3BucketTest extends BucketConformance {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final S3Tuning SMALL_PARTS =
            new S3Tuning(Duration.ofSeconds(15), 5, Duration.ofMillis(10), 5 << 20, 2);

    private static S3TestServer server;

    @BeforeAll
    static void start() {
        server = S3TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static S3Location newBucket() {
        return server.bucket("bucket-" + NUMBER.incrementAndGet());
    }

    @Override
    Bucket emptyBucket(Path scratch) {
        // The server fails now and then where folders vanish under it, so attempts are made again: soon.
        return S3Bucket.open(newBucket(), Optional.of(S3TestServer.OWNER), Reach.LOCAL_TOO, SMALL_PARTS);
    }

    @Test
    void theReadersKeyReadsAndCannotWrite() {
        S3Location location = newBucket();
        try (Bucket own = Buckets.open(location, S3TestServer.OWNER, Reach.LOCAL_TOO);
                Bucket theirs = Buckets.readOnly(BucketLocation.parse(own.location()), Reach.LOCAL_TOO);
                Bucket thief = Buckets.open(location, S3TestServer.READER, Reach.LOCAL_TOO)) {
            own.put("k", new byte[] {7});

            assertThat(theirs.get("k", 1)).hasValue(new byte[] {7});
            assertThatThrownBy(() -> theirs.put("k", new byte[1])).hasMessageContaining("reading only");
            assertThatThrownBy(() -> theirs.delete("k")).hasMessageContaining("reading only");
            assertThatThrownBy(() -> thief.put("k", new byte[1]))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining(location.place() + "/k")
                    .hasMessageContaining("403 AccessDenied")
                    .hasMessageContaining("may not do that");
            assertThatThrownBy(() -> thief.delete("k")).isInstanceOf(StorageException.class);
            assertThat(theirs.get("k", 1)).hasValue(new byte[] {7});
        }
    }

    @Test
    void aBucketThatIsNotThereIsUnreachableRatherThanEmpty() {
        S3Location nowhere = S3TestServer.location(server.port(), "no-such-bucket");
        try (Bucket bucket = Buckets.readOnly(nowhere, Reach.LOCAL_TOO)) {
            assertThatThrownBy(() -> bucket.head("k"))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("no-such-bucket")
                    .hasMessageContaining("create it");
            assertThatThrownBy(() -> bucket.get("k", 1)).hasMessageContaining("no such bucket");
            assertThatThrownBy(() -> bucket.list("", "", 1)).hasMessageContaining("no such bucket");
        }
    }

    @Test
    void anOwnerMakesABucketOnce() {
        S3Location location = S3TestServer.location(server.port(), "made-by-its-owner");
        Buckets.create(location, S3TestServer.OWNER, Reach.LOCAL_TOO);
        try (Bucket bucket = Buckets.open(location, S3TestServer.OWNER, Reach.LOCAL_TOO)) {
            bucket.put("k", new byte[1]);
            Buckets.create(location, S3TestServer.OWNER, Reach.LOCAL_TOO);
            assertThat(bucket.head("k")).isPresent();
        }
    }

    @Test
    void wrongKeysAreNamedWithoutTheirSecrets() {
        S3Location location = newBucket();
        S3Key wrong = new S3Key(S3TestServer.OWNER.id(), "wrong-secret");
        try (Bucket bucket = Buckets.open(location, wrong, Reach.LOCAL_TOO)) {
            assertThatThrownBy(() -> bucket.put("k", new byte[1]))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("SignatureDoesNotMatch")
                    .hasMessageContaining("secret does not belong")
                    .hasMessageNotContaining("wrong-secret");
        }
        try (Bucket bucket = Buckets.open(location, new S3Key("NOBODY", "s"), Reach.LOCAL_TOO)) {
            assertThatThrownBy(() -> bucket.put("k", new byte[1]))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("access key");
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        try (Bucket bucket =
                S3Bucket.open(S3TestServer.location(1024, "bucket"), Optional.empty(), Reach.LOCAL_TOO, SMALL_PARTS)) {
            assertThatThrownBy(() -> bucket.head("k"))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("http://127.0.0.1:1024/bucket/k")
                    .hasMessageContaining("no connection");
        }
    }

    @Test
    void aFileInPartsIsOneObjectAndItsTimeIsThatOfItsUpload() throws IOException {
        Path file = randomFile("large", 11 << 20);
        try (Bucket bucket =
                S3Bucket.open(newBucket(), Optional.of(S3TestServer.OWNER), Reach.LOCAL_TOO, SMALL_PARTS)) {
            Instant before = Instant.now();
            StoredObject put = bucket.putFile("large", file);

            assertThat(put.size()).isEqualTo(11 << 20);
            assertThat(put.etag()).as("an ETag of three parts").endsWith("-3\"");
            assertThat(put.lastModified()).isBetween(before.minusSeconds(1), Instant.now());
            assertThat(bucket.list("", "", 2)).containsExactly(put);
            assertThat(bucket.getFile("large", folder.resolve("back"), 11 << 20))
                    .isTrue();
            assertThat(Files.mismatch(file, folder.resolve("back"))).isEqualTo(-1);
            assertThat(bucket.getRange("large", (5 << 20) - 1, 2).orElseThrow()).hasSize(2);
        }
    }

    @Test
    void partsAreFewEnoughAndAlike() {
        assertThat(S3Upload.partBytes(1 << 30, 8 << 20)).isEqualTo(8 << 20);
        assertThat(S3Upload.partBytes(80_000L << 20, 8 << 20)).isEqualTo(8 << 20);
        assertThat(S3Upload.partBytes((80_000L << 20) + 1, 8 << 20)).isEqualTo(9 << 20);
    }

    private Path randomFile(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(5).nextBytes(bytes);
        return Files.write(folder.resolve(name), bytes);
    }
}
