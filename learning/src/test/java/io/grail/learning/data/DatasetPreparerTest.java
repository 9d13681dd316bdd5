package io.grail.learning.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.grail.learning.tokenize.ByteTokenizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetPreparerTest {
    private static final Preparation.Shape SMALL = new Preparation.Shape(8, 1, 100);

    @TempDir
    Path folder;

    @Test
    void aTextFileBecomesItsBytesAndAnEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "Grüße, world");
        DatasetManifest manifest = prepare(Corpus.at(file), "out").manifest();

        assertThat(texts("out")).containsExactly("Grüße, world");
        assertThat(manifest.tokens()).isEqualTo(15);
        assertThat(manifest.textBytes()).isEqualTo(14);
        assertThat(manifest.samples()).isEqualTo(1);
        assertThat(manifest.documents()).isEqualTo(1);
        assertThat(manifest.source()).isEqualTo("a.txt");
        assertThat(DatasetManifest.read(folder.resolve("out"))).isEqualTo(manifest);
    }

    @Test
    void shardsAreNumpyFiles() throws IOException {
        prepare(Corpus.at(Files.writeString(folder.resolve("a.txt"), "x".repeat(129))), "out");
        byte[] shard = Files.readAllBytes(folder.resolve("out/tokens-00001.npy"));

        assertThat(Arrays.copyOf(shard, 10)).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
        assertThat(new String(shard, 10, 118, ISO_8859_1))
                .matches("\\{'descr': '<u2', 'fortran_order': False, 'shape': \\(30,\\), } +\n");
        assertThat(shard).hasSize(128 + 60);
        assertThat(Arrays.copyOfRange(shard, 128 + 56, 128 + 60)).containsExactly('x', 0, 0, 1);
    }

    @Test
    void aFolderGivesItsTextFilesAtAnyDepthAndNothingElse() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("a.txt", "first".getBytes(UTF_8));
        files.put("deep/er/b", "second".getBytes(UTF_8));
        files.put("empty.txt", new byte[0]);
        files.put("image.png", new byte[] {1, 0, 2});
        files.put("latin1.txt", "Gr\u00fc\u00dfe".getBytes(ISO_8859_1));
        files.put(".hidden", "no".getBytes(UTF_8));
        files.put(".git/config", "no".getBytes(UTF_8));
        Path corpus = write("corpus", files);
        Files.createSymbolicLink(corpus.resolve("link"), corpus.resolve("a.txt"));
        PreparedDataset prepared = prepare(Corpus.at(corpus), "out");

        assertThat(texts("out")).containsExactlyInAnyOrder("first", "second");
        assertThat(prepared.skipped()).isEqualTo(2);
        assertThat(prepared.manifest().documents()).isEqualTo(2);
    }

    @Test
    void bytesThatAreNoTextFarInsideADocumentAreReplaced() throws IOException {
        byte[] long1 = "y".repeat(70_000).getBytes(UTF_8);
        long1[69_000] = (byte) 0xff;
        prepare(Corpus.at(write("corpus", Map.of("long", long1))), "out", new Preparation.Shape(8, 1), 1);

        assertThat(texts("out").getFirst()).hasSize(70_000).contains("y\ufffdy");
    }

    @Test
    void aZipGivesItsTextFilesWhateverTheirNames() throws IOException {
        Path zip = zip("corpus.zip", Map.of("a/b.txt", "one", "../../escape.txt", "two", "/abs.txt", "three"));
        prepare(Corpus.at(zip), "out");

        assertThat(texts("out")).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(folder.resolve("escape.txt")).doesNotExist();
        assertThat(folder.resolveSibling("escape.txt")).doesNotExist();
    }

    @Test
    void aZipThatLiesAboutSizesIsFoundOut() throws IOException {
        Path zip = zip("corpus.zip", Map.of("a.txt", "0123456789".repeat(20)));
        byte[] bytes = Files.readAllBytes(zip);
        int central = indexOf(bytes, new byte[] {'P', 'K', 1, 2});
        bytes[central + 24] = 5; // declares 5 bytes, has 200
        Path small = Files.write(folder.resolve("small.zip"), bytes);
        assertThatThrownBy(() -> prepare(Corpus.at(small), "lie"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("a.txt");

        bytes[central + 27] = 0x7f; // declares two thousand million
        Path huge = Files.write(folder.resolve("huge.zip"), bytes);
        prepare(Corpus.at(huge), "out");
        assertThat(texts("out")).containsExactly("0123456789".repeat(20));
        Path notZip = Files.writeString(folder.resolve("not.zip"), "text");
        assertThatThrownBy(() -> prepare(Corpus.at(notZip), "none")).isInstanceOf(DatasetException.class);
    }

    @Test
    void jsonLinesGiveTheirTextsPlainOrCompressed() throws IOException {
        List<String> expected =
                IntStream.range(0, 50).mapToObj(i -> "text ä " + i).toList();
        byte[] lines = String.join(
                        "\n",
                        expected.stream()
                                .map(text -> "{\"id\":1,\"text\":\"" + text + "\"}")
                                .toList())
                .getBytes(UTF_8);
        Path plain = Files.write(folder.resolve("c.jsonl"), lines);
        Path gz = folder.resolve("c.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
            out.write(lines);
        }
        Path zst = Files.write(folder.resolve("c.jsonl.zst"), Zstd.compress(lines));
        for (Path file : List.of(plain, gz, zst)) {
            String out = "out-" + file.getFileName();
            prepare(Corpus.at(file), out);
            assertThat(texts(out)).containsExactlyInAnyOrderElementsOf(expected).isNotEqualTo(expected);
            assertThat(names(out)).noneMatch(name -> name.contains("ordering"));
        }
        prepare(Corpus.at(Files.move(plain, write("many", Map.of()).resolve("x.jsonl"))), "folder");
        assertThat(texts("folder")).hasSize(50);
    }

    @Test
    void aBadLineIsNamed() throws IOException {
        for (String line : List.of("{\"text\":3}", "{\"body\":\"x\"}", "{\"text\":\"x\"", "[]")) {
            Path file = Files.writeString(folder.resolve("c.jsonl"), "{\"text\":\"x\"}\n\n" + line + "\n");
            assertThatThrownBy(() -> prepare(Corpus.at(file), "out"))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining("line 3");
        }
    }

    @Test
    void twoPreparationsGiveTheSameBytesWhateverTheThreads() throws IOException {
        Path corpus = manyFiles(60);
        prepare(Corpus.at(corpus), "one", SMALL, 1);
        prepare(Corpus.at(corpus), "three", SMALL, 3);

        assertThat(contents("one")).isEqualTo(contents("three"));
        assertThat(names("one")).contains("tokens-00010.npy", "dataset.json").doesNotContain("preparing.lock");
    }

    @Test
    void theSeedDecidesTheOrder() throws IOException {
        Corpus corpus = Corpus.at(manyFiles(40));
        prepare(corpus, "a");
        new DatasetPreparer(new Preparation(corpus, new ByteTokenizer(), 2, SMALL, 1), PreparationProgress.SILENT)
                .prepareIn(folder.resolve("b"));

        assertThat(texts("a")).containsExactlyInAnyOrderElementsOf(texts("b")).isNotEqualTo(texts("b"));
        assertThat(texts("a")).isNotEqualTo(texts("a").stream().sorted().toList());
    }

    @Test
    void aPreparationThatWasCutShortGoesOnAndEndsTheSame() throws IOException {
        Corpus corpus = Corpus.at(manyFiles(60));
        prepare(corpus, "whole");
        for (int stop : new int[] {1, 17, 42, 59}) {
            String name = "cut-" + stop;
            int[] calls = {0};
            PreparationProgress dies = (stage, done, total) -> {
                if (++calls[0] == stop) {
                    throw new IllegalStateException("the power went");
                }
            };
            assertThatThrownBy(() ->
                            new DatasetPreparer(preparation(corpus, SMALL, 2), dies).prepareIn(folder.resolve(name)))
                    .hasMessageContaining("power");
            assertThat(Dataset.exists(folder.resolve(name))).isFalse();
            PreparedDataset resumed = prepare(corpus, name);

            assertThat(resumed.shardsKept() > 0).as("stopped at %d", stop).isEqualTo(stop > 1);
            assertThat(contents(name)).as("stopped at %d", stop).isEqualTo(contents("whole"));
        }
    }

    @Test
    void aKeptShardMustHaveItsHash() throws IOException {
        Corpus corpus = Corpus.at(manyFiles(60));
        prepare(corpus, "whole");
        assertThatThrownBy(() -> new DatasetPreparer(preparation(corpus, SMALL, 1), (stage, done, total) -> {
                            if (done > 800) {
                                throw new IllegalStateException("the power went");
                            }
                        })
                        .prepareIn(folder.resolve("cut")))
                .hasMessageContaining("power");
        Path shard = folder.resolve("cut/tokens-00002.npy");
        byte[] bytes = Files.readAllBytes(shard);
        bytes[150] ^= 1;
        Files.write(shard, bytes);

        assertThat(prepare(corpus, "cut").shardsKept()).isEqualTo(2);
        assertThat(contents("cut")).isEqualTo(contents("whole"));
    }

    @Test
    void aTinyCorpusIsRefusedWithTheNumbers() throws IOException {
        Path corpus = write("tiny", Map.of("a", "0123456789".getBytes(UTF_8), "b.bin", new byte[3]));
        assertThatThrownBy(() -> prepare(Corpus.at(corpus), "out", new Preparation.Shape(8, 40), 1))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll(
                        "tiny", "1 text documents", "1 others", "11 tokens", "1 samples", "40 samples");
        Path empty = write("empty", Map.of());
        assertThatThrownBy(() -> prepare(Corpus.at(empty), "out2", SMALL, 1))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("0 text documents");
        assertThat(Dataset.exists(folder.resolve("out"))).isFalse();
        assertThatThrownBy(() -> Corpus.at(folder.resolve("nowhere")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void aPreparedFolderIsNotOverwritten() throws IOException {
        Corpus corpus = Corpus.at(manyFiles(3));
        prepare(corpus, "out");
        assertThatThrownBy(() -> prepare(corpus, "out")).hasMessageContaining("holds a dataset already");
    }

    @Test
    void aDocumentLargerThanAPieceIsCutWithinNoCharacter() throws IOException {
        String noLineEnds = "ä€😀".repeat(700_000); // 6.3 MB
        Path file = Files.writeString(folder.resolve("large"), noLineEnds);
        prepare(Corpus.at(file), "out", new Preparation.Shape(8, 1), 2);

        assertThat(texts("out")).hasSize(1);
        assertThat(texts("out").getFirst()).isEqualTo(noLineEnds);
    }

    @Test
    void progressEndsAtTheTotal() throws IOException {
        List<Long> done = new ArrayList<>();
        Corpus corpus = Corpus.at(manyFiles(5));
        new DatasetPreparer(preparation(corpus, SMALL, 2), (stage, now, total) -> {
                    assertThat(now).isLessThanOrEqualTo(total);
                    done.add(total - now);
                })
                .prepareIn(folder.resolve("out"));
        assertThat(done).hasSize(5).endsWith(0L);
    }

    @Test
    void thisJdkOrOneBesideItHasSources() {
        assertThat(JdkSources.near(Path.of(System.getProperty("java.home"))))
                .hasValueSatisfying(corpus -> assertThat(corpus.description()).isEqualTo("src.zip"));
    }

    private PreparedDataset prepare(Corpus corpus, String out) {
        return prepare(corpus, out, SMALL, 2);
    }

    private PreparedDataset prepare(Corpus corpus, String out, Preparation.Shape shape, int threads) {
        return new DatasetPreparer(preparation(corpus, shape, threads), PreparationProgress.SILENT)
                .prepareIn(folder.resolve(out));
    }

    private static Preparation preparation(Corpus corpus, Preparation.Shape shape, int threads) {
        return new Preparation(corpus, new ByteTokenizer(), 1, shape, threads);
    }

    private Path manyFiles(int count) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            files.put(
                    "dir" + i % 7 + "/file" + i,
                    ("document " + i + " ").repeat(i % 5 + 1).getBytes(UTF_8));
        }
        return write("corpus", files);
    }

    private Path write(String name, Map<String, byte[]> files) throws IOException {
        Path root = Files.createDirectories(folder.resolve(name));
        for (var file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.write(path, file.getValue());
        }
        return root;
    }

    private Path zip(String name, Map<String, String> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }

    /** The documents in the shards of a folder, in order, by what NumPy would read. */
    private List<String> texts(String out) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        List<String> documents = new ArrayList<>();
        for (String name : names(out)) {
            if (name.matches("tokens-\\d+\\.npy")) {
                byte[] shard = Files.readAllBytes(folder.resolve(out).resolve(name));
                for (int i = 128; i < shard.length; i += 2) {
                    if (shard[i + 1] == 1) {
                        documents.add(text.toString(UTF_8));
                        text.reset();
                    } else {
                        text.write(shard[i]);
                    }
                }
            }
        }
        assertThat(text.size()).as("bytes after the last end").isZero();
        return documents;
    }

    private List<String> names(String out) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(out))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** Every file but the marks, which hold times. */
    private Map<String, String> contents(String out) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        Set<String> marks = new HashSet<>();
        for (String name : names(out)) {
            if (name.endsWith(".verified")) {
                marks.add(name);
            } else {
                contents.put(name, Files.readString(folder.resolve(out).resolve(name), ISO_8859_1));
            }
        }
        assertThat(marks)
                .hasSameSizeAs(contents.keySet().stream()
                        .filter(name -> name.endsWith(".npy"))
                        .toList());
        return contents;
    }
}
