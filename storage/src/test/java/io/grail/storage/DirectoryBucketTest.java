package io.grail.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DirectoryBucketTest extends BucketConformance {
    @Override
    Bucket emptyBucket(Path scratch) {
        return DirectoryBucket.open(scratch.resolve("bucket"), Optional.empty());
    }

    @Test
    void simulatedTimeStampsObjectsAndReadersSeeIt() {
        Instant simulated = Instant.parse("2031-05-06T07:08:09.250Z");
        Bucket own = DirectoryBucket.open(folder.resolve("own"), Optional.of(() -> simulated));
        StoredObject put = own.put("w1/envelope", new byte[1]);

        assertThat(put.lastModified()).isEqualTo(simulated);
        assertThat(DirectoryBucket.readOnly(folder.resolve("own")).head("w1/envelope"))
                .hasValue(put);
    }

    @Test
    void tagsDifferEvenWhereSimulatedTimeStandsStill() {
        Bucket own = DirectoryBucket.open(folder.resolve("own"), Optional.of(() -> Instant.EPOCH));

        assertThat(own.put("k", new byte[] {1}).etag())
                .isNotEqualTo(own.put("k", new byte[] {2}).etag());
    }

    @Test
    void anObjectIsWrittenThoughAnotherProcessPrunesItsFoldersAllTheWhile() throws Exception {
        Bucket own = DirectoryBucket.open(folder.resolve("own"), Optional.empty());
        Path parent = folder.resolve("own/shared");
        var written = new AtomicBoolean();
        Thread pruner = Thread.ofPlatform().start(() -> {
            while (!written.get()) {
                deleteIfEmpty(parent.resolve("folder"));
                deleteIfEmpty(parent);
            }
        });
        try {
            for (int i = 0; i < 100; i++) {
                own.put("shared/folder/object", new byte[i]);
                own.delete("shared/folder/object");
            }
        } finally {
            written.set(true);
            pruner.join();
        }
    }

    private static void deleteIfEmpty(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            assertThat(e).isInstanceOf(DirectoryNotEmptyException.class);
        }
    }

    @Test
    void somebodyElsesBucketCannotBeChanged() {
        Path path = folder.resolve("theirs");
        DirectoryBucket.open(path, Optional.empty()).put("k", new byte[1]);
        Bucket theirs = DirectoryBucket.readOnly(path);

        assertThat(theirs.get("k", 1)).hasValue(new byte[1]);
        assertThatThrownBy(() -> theirs.put("k", new byte[2])).hasMessageContaining("reading only");
        assertThatThrownBy(() -> theirs.putFile("k", path)).hasMessageContaining("reading only");
        assertThatThrownBy(() -> theirs.delete("k")).hasMessageContaining("reading only");
        assertThat(theirs.get("k", 1)).hasValue(new byte[1]);
    }

    @Test
    void aBucketThatIsNotThereIsUnreachableRatherThanEmpty() {
        Bucket theirs = DirectoryBucket.readOnly(folder.resolve("no-such-folder"));

        assertThatThrownBy(() -> theirs.head("k"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("no-such-folder")
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> theirs.get("k", 1)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> theirs.list("", "", 1)).isInstanceOf(StorageException.class);
    }

    @Test
    void linksLeadNobodyOut() throws IOException {
        Path path = folder.resolve("trap");
        Bucket bucket = DirectoryBucket.open(path, Optional.empty());
        Path secret = Files.writeString(
                Files.createDirectory(folder.resolve("outside")).resolve("secret"), "s");
        Files.createSymbolicLink(path.resolve("file"), secret);
        Files.createSymbolicLink(path.resolve("dir"), secret.getParent());

        for (String key : List.of("file", "dir/secret")) {
            assertThatThrownBy(() -> bucket.get(key, 10))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("link");
            assertThatThrownBy(() -> bucket.head(key)).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> bucket.put(key, new byte[1])).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> bucket.delete(key)).isInstanceOf(StorageException.class);
        }
        assertThat(bucket.list("", "", 10)).isEmpty();
        assertThat(secret).hasContent("s");
    }

    @Test
    void aBucketMayItselfBeReachedByALink() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), disk);
        Bucket bucket = DirectoryBucket.open(link, Optional.empty());

        bucket.put("k", new byte[3]);
        assertThat(disk.resolve("k")).hasBinaryContent(new byte[3]);
    }

    @Test
    void filesThatNoKeyNamesAreNotListed() throws IOException {
        Path path = folder.resolve("mixed");
        Bucket bucket = DirectoryBucket.open(path, Optional.empty());
        bucket.put("k", new byte[1]);
        Files.writeString(path.resolve("has space"), "x");

        assertThat(bucket.list("", "", 10))
                .singleElement()
                .satisfies(object -> assertThat(object.key()).isEqualTo("k"));
    }

    @Test
    void whatACrashLeftIsSweptAfterADay() throws IOException {
        Path path = folder.resolve("crashed");
        Path scratch = Files.createDirectories(path.resolve(DirectoryBucket.SCRATCH));
        Path young = Files.writeString(scratch.resolve("~young"), "x");
        DirectoryBucket.open(path, Optional.empty());

        assertThat(young).exists();
        Scratch.sweep(scratch, Files.getLastModifiedTime(young).toInstant().plusSeconds(86_402));
        assertThat(young).doesNotExist();
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("occupied"), "x");

        assertThatThrownBy(() -> DirectoryBucket.open(file, Optional.empty()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(file.toString());
        Bucket bucket = emptyBucket(folder);
        bucket.put("a", new byte[1]);
        assertThatThrownBy(() -> bucket.put("a/b", new byte[1]))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("a/b");
    }

    @Test
    void aFolderThatMayNotBeWrittenIsNamedWithAdvice() throws IOException {
        Path path = Files.createDirectory(folder.resolve("locked"));
        Bucket bucket = DirectoryBucket.open(path, Optional.empty());
        assumeThat(path.toFile().setWritable(false) && !Files.isWritable(path))
                .as("this user is bound by permissions")
                .isTrue();

        assertThatThrownBy(() -> bucket.put("k", new byte[1]))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("permission denied");
        assertThat(path.toFile().setWritable(true)).isTrue();
    }

    @Test
    void aFullDiskIsNamedWithAdvice() {
        Path path = folder.resolve("k");

        assertThat(Failures.explain("write", path, new IOException("No space left on device")))
                .hasMessageContaining(path.toString())
                .hasMessageContaining("free some space");
        assertThat(Failures.explain("write", path, new FileSystemException("k", null, "Read-only file system")))
                .hasMessageContaining("writable file system");
    }

    @Test
    void aFailedPutLeavesTheOldBytesAndNoScratch() throws IOException {
        Path path = folder.resolve("failing");
        Bucket bucket = DirectoryBucket.open(path, Optional.empty());
        bucket.put("k", new byte[] {7});
        Path target = path.resolve("k");

        assertThatThrownBy(
                        () -> AtomicFile.write(target, path.resolve(DirectoryBucket.SCRATCH), Optional.empty(), out -> {
                            throw new IOException("No space left on device");
                        }))
                .isInstanceOf(IOException.class);
        assertThat(bucket.get("k", 1)).hasValue(new byte[] {7});
        try (var left = Files.list(path.resolve(DirectoryBucket.SCRATCH))) {
            assertThat(left).isEmpty();
        }
    }
}
