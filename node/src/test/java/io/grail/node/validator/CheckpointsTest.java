package io.grail.node.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.learning.checkpoint.ShardedFile;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.node.audit.ModelProof;
import io.grail.node.event.NodeEvent;
import io.grail.node.home.ArtifactKeys;
import io.grail.node.sync.CheckpointDescription;
import io.grail.node.sync.CheckpointPointer;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.Polling;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import io.grail.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    private static final long SMALL_SHARDS = 16_384;

    @TempDir
    Path root;

    private BareNode bare;
    private ArtifactKeys keys;

    @BeforeEach
    void make() {
        bare = new BareNode(root);
        keys = new ArtifactKeys(RunId.of(bare.run));
    }

    @AfterEach
    void close() {
        bare.close();
    }

    @Test
    void aCrashBetweenAnyTwoStepsLeavesThePointerAtAWholeCheckpointAndTheNextStartWritesTheOther() throws IOException {
        int steps = 0;
        boolean crashed = true;
        while (crashed) {
            String name = "crash-" + steps;
            NodeContext before = bare.node(name);
            write(before, 3, SMALL_SHARDS);
            int fatal = steps;
            AtomicInteger step = new AtomicInteger();
            NodeContext mortal =
                    bare.node(name, bucket -> new FaultyBucket(bucket, everyStep(step, fatal)), before.polling());
            BareNode.save(mortal, bare.modelOf(5).model());
            crashed = crashes(mortal);
            Window named = CheckpointPointer.in(before.own(), keys).orElseThrow();
            assertThat(named.number()).as("after step %d", steps).isIn(3L, 5L);
            assertProven(name, named);

            try (Checkpoints again = checkpoints(bare.node(name), SMALL_SHARDS)) {
                again.resume(new Window(5), true);
            }
            assertThat(CheckpointPointer.in(before.own(), keys)).contains(new Window(5));
            assertProven(name, new Window(5));
            assertThat(bare.folder.node(name).resolve("checkpoint")).isEmptyDirectory();
            steps++;
        }
        // Files, description and pointer, each with a crash before and after it.
        assertThat(steps).isGreaterThan(20);
    }

    @Test
    void theValidatorWaitsForNoUploadAndOfThoseThatWaitOnlyTheNewestIsWritten() throws Exception {
        CountDownLatch uploading = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        FaultyBucket.Witness slow = new FaultyBucket.Witness() {
            @Override
            public void before(String key) {
                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                uploading.countDown();
                await(released);
            }

            @Override
            public void after(String key) {
                atOnce.decrementAndGet();
            }
        };
        NodeContext node = bare.node(
                "slow", bucket -> new FaultyBucket(bucket, slow), Polling.everyMillis(1, Duration.ofSeconds(30)));
        try (Checkpoints checkpoints = checkpoints(node, ShardedFile.SHARD_BYTES)) {
            for (long window : new long[] {3, 5, 7}) {
                BareNode.save(node, bare.modelOf(window).model());
                checkpoints.saved(new Window(window), true); // comes back while nothing is uploaded
                await(uploading);
            }
            assertThat(written()).isEmpty();
            released.countDown();
        }
        assertThat(written()).containsExactly(3L, 7L);
        assertThat(most).hasValue(1);
        assertProven("slow", new Window(7));
    }

    @Test
    void aStoreThatFailsIsToldAndTriedAgainAWindowLater() throws IOException {
        AtomicInteger step = new AtomicInteger();
        FaultyBucket.Witness once = new FaultyBucket.Witness() {
            @Override
            public void before(String key) {
                if (step.getAndIncrement() == 2) {
                    throw new StorageException("no space left in the store");
                }
            }

            @Override
            public void after(String key) {}
        };
        NodeContext node = bare.node(
                "failing",
                bucket -> new FaultyBucket(bucket, once),
                bare.node("x").polling());
        try (Checkpoints checkpoints = checkpoints(node, ShardedFile.SHARD_BYTES)) {
            BareNode.save(node, bare.modelOf(3).model());
            checkpoints.saved(new Window(3), true);
            assertThat(written()).isEmpty();
            assertThat(bare.events)
                    .singleElement()
                    .isEqualTo(new NodeEvent.CheckpointFailed(
                            new Window(3), "StorageException: no space left in the store"));
            BareNode.save(node, bare.modelOf(4).model());
            checkpoints.saved(new Window(4), false);
        }
        assertThat(written()).containsExactly(3L);
        assertProven("failing", new Window(3));
    }

    @Test
    void theLastThreeEveryTenthAndWhatThePointerNamesAreKept() throws IOException {
        NodeContext node = bare.node("keeper");
        CheckpointShelf shelf = new CheckpointShelf(node);
        for (long window = 3; window <= 45; window += 2) {
            put(node, window);
            shelf.name(new Window(window));
            shelf.sweep();
        }
        assertThat(lying("keeper")).as("21 and 41 are tenths").containsExactly(21L, 41L, 43L, 45L);
        shelf.name(new Window(43));
        for (long window : new long[] {47, 49, 51}) {
            put(node, window); // as crashes before the pointer moved leave them
        }
        shelf.sweep();
        assertThat(lying("keeper")).containsExactly(21L, 41L, 43L, 47L, 49L, 51L);
    }

    private void put(NodeContext node, long window) {
        for (String file : List.of("config.json", CheckpointDescription.FILE)) {
            node.own().put(keys.checkpoint(new Window(window)) + file, new byte[1]);
        }
    }

    @Test
    void validatorsCheckpointsAreTheSameBytesButForTheirSignatures() throws IOException {
        for (String name : List.of("one", "other")) {
            write(bare.node(name), 3, SMALL_SHARDS);
        }
        Path one = checkpoint("one", new Window(3));
        Path other = checkpoint("other", new Window(3));
        assertThat(one.toFile().list())
                .hasSizeGreaterThan(7)
                .containsExactlyInAnyOrder(other.toFile().list());
        for (String name : one.toFile().list()) {
            if (!name.equals(CheckpointDescription.FILE)) {
                assertThat(one.resolve(name)).hasSameBinaryContentAs(other.resolve(name));
            }
        }
        assertThat(Files.readString(one.resolve(CheckpointDescription.FILE)))
                .isNotEqualTo(Files.readString(other.resolve(CheckpointDescription.FILE)));
    }

    @Test
    void aSnapshotThatIsDamagedBecomesNoCheckpoint() throws IOException {
        NodeContext node = bare.node("damaged");
        BareNode.save(node, bare.modelOf(3).model());
        Path file = node.snapshots().current().orElseThrow().resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 5] ^= 1;
        Files.write(file, bytes);
        try (Checkpoints checkpoints = checkpoints(node, SMALL_SHARDS)) {
            checkpoints.saved(new Window(3), true);
        }
        assertThat(written()).isEmpty();
        assertThat(bare.events)
                .singleElement()
                .isInstanceOfSatisfying(
                        NodeEvent.CheckpointFailed.class,
                        failed -> assertThat(failed.reason()).contains("has root"));
        assertThat(CheckpointPointer.in(node.own(), keys)).isEmpty();
    }

    private static FaultyBucket.Witness everyStep(AtomicInteger step, int fatal) {
        return new FaultyBucket.Witness() {
            @Override
            public void before(String key) {
                if (step.getAndIncrement() == fatal) {
                    throw new PowerCut();
                }
            }

            @Override
            public void after(String key) {
                before(key);
            }
        };
    }

    private static final class PowerCut extends RuntimeException {}

    private boolean crashes(NodeContext node) {
        try (Checkpoints checkpoints = checkpoints(node, SMALL_SHARDS)) {
            checkpoints.saved(new Window(5), true);
            return false;
        } catch (PowerCut e) {
            return true;
        }
    }

    private Checkpoints checkpoints(NodeContext node, long shardBytes) {
        return new Checkpoints(node, new CheckpointWriter(node, new ByteTokenizer(), shardBytes));
    }

    private void write(NodeContext node, long window, long shardBytes) {
        BareNode.save(node, bare.modelOf(window).model());
        try (Checkpoints checkpoints = checkpoints(node, shardBytes)) {
            checkpoints.saved(new Window(window), true);
        }
    }

    private List<Long> written() {
        return bare.events.stream()
                .filter(NodeEvent.CheckpointWritten.class::isInstance)
                .map(event -> ((NodeEvent.CheckpointWritten) event).window().number())
                .toList();
    }

    private Path checkpoint(String name, Window window) {
        return bare.folder.bucket(name).resolve(keys.checkpoint(window));
    }

    private Set<Long> lying(String name) throws IOException {
        Set<Long> lying = new TreeSet<>();
        try (Stream<Path> all = Files.list(bare.folder.bucket(name).resolve(keys.checkpoints()))) {
            all.filter(Files::isDirectory)
                    .forEach(folder ->
                            lying.add(Long.parseLong(folder.getFileName().toString())));
        }
        return lying;
    }

    private void assertProven(String name, Window window) throws IOException {
        var findings = new ModelProof(
                        checkpoint(name, window), Optional.empty(), hash -> Optional.empty(), bare.workers, f -> {})
                .run();
        assertThat(findings)
                .filteredOn(finding -> finding.outcome() == ModelProof.Outcome.PROVEN)
                .extracting(ModelProof.Finding::check)
                .containsExactly("signature", "files", "rules", "root", "lineage");
        assertThat(findings).extracting(ModelProof.Finding::outcome).doesNotContain(ModelProof.Outcome.DIFFERS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
