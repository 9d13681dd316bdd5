package io.grail.learning.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.protocol.run.DataConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {
    private static final int LENGTH = 8;
    private static final DataConfig CONFIG = new DataConfig("", LENGTH, 5);

    @TempDir
    Path folder;

    private final ByteTokenizer tokenizer = new ByteTokenizer();
    private Path out = Path.of("");
    private int[] stream = new int[0];

    @BeforeEach
    void prepare() throws IOException {
        // 122 bytes and the end: 123 tokens in shards of 10, so that samples lie across two shards
        int[] text = IntStream.range(0, 122).map(i -> 'a' + i % 26).toArray();
        stream = Arrays.copyOf(text, 123);
        stream[122] = 256;
        Path file = Files.writeString(folder.resolve("text"), tokenizer.decode(text));
        out = folder.resolve("out");
        new DatasetPreparer(
                        new Preparation(Corpus.at(file), tokenizer, 1, new Preparation.Shape(LENGTH, 1, 10), 1),
                        PreparationProgress.SILENT)
                .prepareIn(out);
    }

    @Test
    void samplesAreTheTokensInARowAcrossShards() {
        try (Dataset dataset = Dataset.open(out, CONFIG, tokenizer)) {
            assertThat(dataset.manifest().shards()).hasSize(13);
            assertThat(dataset.samples()).isEqualTo(15);
            for (int i = 0; i < 15; i++) {
                assertThat(dataset.sample(i))
                        .as("sample %d", i)
                        .isEqualTo(Arrays.copyOfRange(stream, i * LENGTH, (i + 1) * LENGTH + 1));
            }
            assertThatThrownBy(() -> dataset.sample(15)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> dataset.sample(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void aSampleLongerThanManyShardsIsWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("t"), "abcdefghijklmnopqrstuvwx");
        Path tiny = folder.resolve("tiny");
        new DatasetPreparer(
                        new Preparation(Corpus.at(file), tokenizer, 1, new Preparation.Shape(LENGTH, 1, 3), 1),
                        PreparationProgress.SILENT)
                .prepareIn(tiny);
        try (Dataset dataset = Dataset.open(tiny, new DataConfig("", LENGTH, 2), tokenizer)) {
            assertThat(tokenizer.decode(dataset.sample(1))).isEqualTo("ijklmnopq");
            assertThat(dataset.sample(2)).endsWith('x', 256); // the very last token
            assertThat(dataset.textBytes(1)).isEqualTo(8);
            assertThat(dataset.textBytes(2)).isEqualTo(7);
        }
    }

    @Test
    void theEndIsForValidationHalfToChooseHalfToReport() {
        try (Dataset dataset = Dataset.open(out, CONFIG, tokenizer)) {
            assertThat(dataset.trainSamples()).isEqualTo(10);
            assertThat(dataset.choosing()).isEqualTo(new SampleRange(10, 12));
            assertThat(dataset.reporting()).isEqualTo(new SampleRange(12, 15));
        }
    }

    @Test
    void aDatasetOfAnotherRunIsRefusedWithBothValues() {
        String hash = DatasetManifest.read(out).hash().toString();
        Dataset.open(out, new DataConfig(hash, LENGTH, 5), tokenizer).close();
        String other = "00".repeat(32);

        assertThatThrownBy(() -> Dataset.open(out, new DataConfig(other, LENGTH, 5), tokenizer))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll(hash, other);
        assertThatThrownBy(() -> Dataset.open(out, new DataConfig("", 16, 5), tokenizer))
                .hasMessageContainingAll("8", "16");
        assertThatThrownBy(() -> Dataset.open(out, new DataConfig("", LENGTH, 15), tokenizer))
                .hasMessageContainingAll("15 samples", "validation");
        assertThatThrownBy(() -> Dataset.open(folder, CONFIG, tokenizer))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void aDamagedShardIsNamedWithBothHashesAndOnlyWhenItIsNeeded() throws IOException {
        Path shard = out.resolve("tokens-00012.npy");
        byte[] bytes = Files.readAllBytes(shard);
        bytes[bytes.length - 1] ^= 1;
        Files.write(shard, bytes);
        String expected = DatasetManifest.read(out).shards().get(12).sha256();
        String found = Shard.hash(shard).toString();

        try (Dataset dataset = Dataset.open(out, CONFIG, tokenizer)) {
            assertThat(dataset.sample(0)).hasSize(9);
            assertThatThrownBy(() -> dataset.sample(14))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContainingAll("tokens-00012.npy", expected, found, "prepare the dataset again");
            assertThatThrownBy(dataset::verify).hasMessageContaining("tokens-00012.npy");
        }
    }

    @Test
    void aMissingOrShortShardIsNamed() throws IOException {
        Files.write(out.resolve("tokens-00000.npy"), new byte[100]);
        Files.delete(out.resolve("tokens-00003.npy"));
        try (Dataset dataset = Dataset.open(out, CONFIG, tokenizer)) {
            assertThatThrownBy(() -> dataset.sample(0)).hasMessageContainingAll("tokens-00000.npy", "100 bytes", "148");
            assertThatThrownBy(() -> dataset.sample(4)).hasMessageContaining("tokens-00003.npy");
        }
    }

    @Test
    void aMarkSparesTheHashUntilTheFileChanges() throws IOException {
        Path shard = out.resolve("tokens-00001.npy");
        ShardEntry entry = DatasetManifest.read(out).shards().get(1);
        assertThat(VerifiedMark.holds(shard, entry.hash())).isTrue();
        FileTime before = Files.getLastModifiedTime(shard);
        byte[] bytes = Files.readAllBytes(shard);
        bytes[128] ^= 1;
        Files.write(shard, bytes);
        // even with the old time put back
        Files.setLastModifiedTime(shard, FileTime.from(before.to(TimeUnit.NANOSECONDS), TimeUnit.NANOSECONDS));
        assertThat(VerifiedMark.holds(shard, entry.hash())).isFalse();

        bytes[128] ^= 1;
        Files.write(shard, bytes);
        try (Dataset dataset = Dataset.open(out, CONFIG, tokenizer)) {
            assertThat(dataset.sample(1)).hasSize(9);
        }
        assertThat(VerifiedMark.holds(shard, entry.hash())).isTrue();
    }

    @Test
    void anEditedManifestIsRefused() throws IOException {
        Path manifest = out.resolve(DatasetManifest.FILE);
        String good = Files.readString(manifest);
        for (String bad : new String[] {
            "",
            "{}",
            "null",
            "[]",
            good + " ",
            good.replace(":", ": "),
            good.replace("tokens-00003", "../x"),
            good.replace("\"samples\":15", "\"samples\":16"),
            good.replace("\"version\":1", "\"version\":2"),
            good.replace("\"tokens\":123", "\"tokens\":-1"),
            good.replace("\"version\"", "\"extra\":1,\"version\""),
            good.replace("\"kind\":\"byte\"", "\"kind\":null")
        }) {
            assertThat(bad).isNotEqualTo(good);
            Files.writeString(manifest, bad);
            assertThatThrownBy(() -> Dataset.open(out, CONFIG, tokenizer))
                    .as(bad)
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining("dataset.json");
        }
    }

    @Test
    void severalThreadsMayRead() {
        try (Dataset dataset = Dataset.open(out, CONFIG, tokenizer)) {
            assertThat(IntStream.range(0, 3000)
                            .parallel()
                            .allMatch(i -> dataset.sample(i % 15)[0] == stream[i % 15 * LENGTH]))
                    .isTrue();
        }
    }
}
