package io.grail.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every kind of bucket must do; each kind's test extends it. */
abstract class BucketConformance {
    private static final long PLENTY = 1 << 20;

    @TempDir
    Path folder;

    private Bucket bucket;

    /** A bucket that is empty and its own. */
    abstract Bucket emptyBucket(Path scratch);

    @BeforeEach
    void open() {
        bucket = emptyBucket(folder);
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void givesBackWhatWasPut() {
        byte[] body = {0, -1, 10, 13, 127};
        StoredObject put = bucket.put("run/w7/envelope-5abc", body);

        assertThat(bucket.get("run/w7/envelope-5abc", PLENTY)).hasValue(body);
        assertThat(put.key()).isEqualTo("run/w7/envelope-5abc");
        assertThat(put.size()).isEqualTo(5);
        assertThat(bucket.head("run/w7/envelope-5abc")).hasValue(put);
    }

    @Test
    void keepsAnEmptyObject() {
        bucket.put("empty", new byte[0]);

        assertThat(bucket.get("empty", 0)).hasValue(new byte[0]);
        assertThat(bucket.head("empty"))
                .hasValueSatisfying(object -> assertThat(object.size()).isZero());
    }

    @Test
    void aMissingObjectIsAValue() {
        bucket.put("here/it-is", new byte[1]);

        for (String key : List.of("nowhere", "here", "here/it-is-not", "here/it-is/below", "here/it-i")) {
            assertThat(bucket.head(key)).as("head %s", key).isEmpty();
            assertThat(bucket.get(key, PLENTY)).as("get %s", key).isEmpty();
            assertThat(bucket.getRange(key, 0, 1)).as("range %s", key).isEmpty();
            assertThat(bucket.getFile(key, folder.resolve("target"), PLENTY))
                    .as("file %s", key)
                    .isFalse();
        }
        assertThat(folder.resolve("target")).doesNotExist();
    }

    @Test
    void putsAFile() throws IOException {
        byte[] body = new byte[300_000];
        new Random(1).nextBytes(body);
        Path file = Files.write(folder.resolve("upload"), body);

        assertThat(bucket.putFile("big", file).size()).isEqualTo(body.length);
        assertThat(bucket.get("big", PLENTY)).hasValue(body);
    }

    @Test
    void theTagChangesWithTheBytes() {
        List<String> tags = new ArrayList<>();
        for (int version = 0; version < 8; version++) {
            tags.add(bucket.put("same/key", new byte[] {(byte) version, 0}).etag());
        }
        assertThat(tags).doesNotHaveDuplicates();
        assertThat(bucket.head("same/key").orElseThrow().etag()).isEqualTo(tags.getLast());
    }

    @Test
    void anObjectAboveTheBoundIsRefusedBeforeItMoves() {
        bucket.put("large", new byte[1001]);
        Path target = folder.resolve("target");

        assertThat(bucket.get("large", 1001)).isPresent();
        assertThatThrownBy(() -> bucket.get("large", 1000)).isInstanceOfSatisfying(ObjectTooLargeException.class, e -> {
            assertThat(e.size()).isEqualTo(1001);
            assertThat(e.maxBytes()).isEqualTo(1000);
        });
        assertThatThrownBy(() -> bucket.getFile("large", target, 1000)).isInstanceOf(ObjectTooLargeException.class);
        assertThat(target).doesNotExist();
    }

    @Test
    void rangesEndWithTheObject() {
        bucket.put("ten", "0123456789".getBytes(UTF_8));

        assertThat(bucket.getRange("ten", 0, 10)).hasValue("0123456789".getBytes(UTF_8));
        assertThat(bucket.getRange("ten", 3, 4)).hasValue("3456".getBytes(UTF_8));
        assertThat(bucket.getRange("ten", 8, 4)).hasValue("89".getBytes(UTF_8));
        assertThat(bucket.getRange("ten", 9, 1)).hasValue("9".getBytes(UTF_8));
        assertThat(bucket.getRange("ten", 10, 1)).hasValue(new byte[0]);
        assertThat(bucket.getRange("ten", Long.MAX_VALUE, Integer.MAX_VALUE)).hasValue(new byte[0]);
        assertThat(bucket.getRange("ten", 5, 0)).hasValue(new byte[0]);
        assertThat(bucket.getRange("ten", 2, Integer.MAX_VALUE)).hasValue("23456789".getBytes(UTF_8));
        assertThatThrownBy(() -> bucket.getRange("ten", -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bucket.getRange("ten", 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsInKeyOrderAcrossFolders() {
        // "." and "-" sort before "/", digits after it: an order by folder would be another one
        List<String> keys = List.of("a-b/c", "a.b", "a/b", "a/b-c", "a/bc/d", "a0", "b", "w10/x", "w9/x");
        keys.reversed().forEach(key -> bucket.put(key, key.getBytes(UTF_8)));

        assertThat(keysOf(bucket.list("", "", 100))).isEqualTo(keys);
        assertThat(keysOf(bucket.list("a", "", 100))).isEqualTo(keys.subList(0, 6));
        assertThat(keysOf(bucket.list("a/", "", 100))).isEqualTo(keys.subList(2, 5));
        assertThat(keysOf(bucket.list("a/b", "", 100))).isEqualTo(keys.subList(2, 5));
        assertThat(keysOf(bucket.list("w1", "", 100))).containsExactly("w10/x");
        assertThat(bucket.list("a/b/", "", 100)).isEmpty();
        assertThat(bucket.list("../", "", 100)).isEmpty();
        assertThat(bucket.list("w9/", "", 1).getFirst())
                .isEqualTo(bucket.head("w9/x").orElseThrow());
    }

    @Test
    void listsPageByPage() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TreeSet<String> keys = new TreeSet<>();
        while (keys.size() < 60) {
            keys.add("r/" + random.nextInt(4) + "/" + "-.0a".charAt(random.nextInt(4)) + "x" + random.nextInt(30));
        }
        keys.forEach(key -> bucket.put(key, new byte[1]));
        for (int limit : new int[] {1, 7, 59, 60, 61}) {
            List<String> seen = new ArrayList<>();
            List<StoredObject> page = bucket.list("r/", "", limit);
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                seen.addAll(keysOf(page));
                page = bucket.list("r/", seen.getLast(), limit);
            }
            assertThat(seen).as("seed %d, limit %d", seed, limit).containsExactlyElementsOf(keys);
        }
        assertThatThrownBy(() -> bucket.list("", "", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeletedObjectIsGoneAndDeletingTwiceIsNoError() {
        bucket.put("a/b/c", new byte[1]);
        bucket.put("a/d", new byte[1]);

        bucket.delete("a/b/c");
        bucket.delete("a/b/c");
        bucket.delete("never/was");

        assertThat(bucket.head("a/b/c")).isEmpty();
        assertThat(keysOf(bucket.list("", "", 10))).containsExactly("a/d");
        bucket.put("a/b/c", new byte[2]);
        assertThat(bucket.head("a/b/c")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "a/",
                "a//b",
                ".",
                "..",
                "../x",
                "a/../b",
                "a/./b",
                "a\\b",
                "a b",
                "a\nb",
                "a\0b",
                "ä",
                "~incoming",
                "a:b",
                "%2e%2e/x",
                "*"
            })
    void hostileKeysAreRefusedEverywhere(String key) {
        assertThatThrownBy(() -> bucket.put(key, new byte[1])).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> bucket.head(key)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> bucket.get(key, PLENTY)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> bucket.getRange(key, 0, 1)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> bucket.getFile(key, folder.resolve("t"), PLENTY))
                .isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> bucket.delete(key)).isInstanceOf(StorageException.class);
    }

    @Test
    void keysHaveALongestLength() {
        String longest = ("a".repeat(127) + "/").repeat(8).substring(0, 1023) + "b";
        bucket.put(longest, new byte[1]);

        assertThat(keysOf(bucket.list("", "", 10))).containsExactly(longest);
        assertThatThrownBy(() -> bucket.put(longest + "c", new byte[1]))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("1024");
    }

    @Test
    void downloadsAppearWholeAndReplaceWhatWasThere() throws IOException {
        byte[] body = new byte[200_000];
        Arrays.fill(body, (byte) 3);
        bucket.put("payload", body);
        Path target = Files.writeString(
                Files.createDirectory(folder.resolve("downloads")).resolve("p"), "older");

        assertThat(bucket.getFile("payload", target, PLENTY)).isTrue();
        assertThat(target).hasBinaryContent(body);
        try (var left = Files.list(target.getParent())) {
            assertThat(left).containsExactly(target);
        }
    }

    @Test
    void readersSeeOldBytesOrNewButNeverAMixture() throws Exception {
        bucket.put("hot", version(0));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 1; writer <= 2; writer++) {
                int first = writer;
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 20; i++) {
                        bucket.put("hot", version(first + 2 * i));
                    }
                }));
            }
            int reads = 0;
            while (reads < 50 || writers.stream().anyMatch(writer -> !writer.isDone())) {
                byte[] seen = bucket.get("hot", PLENTY).orElseThrow();
                assertThat(seen).isEqualTo(version(seen[0]));
                assertThat(bucket.head("hot")).isPresent();
                reads++;
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
    }

    @Test
    void concurrentPutsAndDeletesOfNeighboursDoNotDisturbEachOther() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> owners = new ArrayList<>();
            for (int owner = 0; owner < 4; owner++) {
                String key = "shared/folder/object-" + owner;
                owners.add(threads.submit(() -> {
                    for (int i = 0; i < 15; i++) {
                        bucket.put(key, new byte[i]);
                        assertThat(bucket.get(key, PLENTY)).hasValue(new byte[i]);
                        bucket.delete(key);
                    }
                }));
            }
            for (Future<?> owner : owners) {
                owner.get();
            }
        }
        assertThat(bucket.list("", "", 10)).isEmpty();
    }

    private static byte[] version(int number) {
        byte[] body = new byte[10_000 + number];
        Arrays.fill(body, (byte) number);
        return body;
    }

    private static List<String> keysOf(List<StoredObject> objects) {
        return objects.stream().map(StoredObject::key).toList();
    }
}
