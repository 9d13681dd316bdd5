package io.grail.node.lab.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.learning.data.Corpus;
import io.grail.learning.data.Dataset;
import io.grail.learning.data.DatasetPreparer;
import io.grail.learning.data.Preparation;
import io.grail.learning.data.PreparationProgress;
import io.grail.learning.device.NativeRuntime;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.protocol.run.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short table: whole subnets with attackers in virtual time. */
class AttackTableTest {
    private static final List<String> WORDS = List.of(
            "the", "a", "of", "window", "model", "update", "miner", "loss", "weight", "chain", "block", "peer",
            "merge");

    @TempDir
    Path folder;

    /** The same text for ever: words by chance, the more often the earlier in the list, each with a habit of who follows. */
    private static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        int word = 0;
        while (text.length() < 8_000) {
            word = random.nextInt(3) == 0
                    ? (word * 5 + 3) % WORDS.size()
                    : random.nextInt(1 + random.nextInt(WORDS.size()));
            text.append(WORDS.get(word)).append(random.nextInt(9) == 0 ? ".\n" : " ");
        }
        return text.toString();
    }

    private Dataset data() throws IOException {
        ByteTokenizer tokenizer = new ByteTokenizer();
        SplittableRandom random = new SplittableRandom(1);
        Path texts = Files.createDirectory(folder.resolve("texts"));
        for (int i = 0; i < 60; i++) {
            Files.writeString(texts.resolve(i + ".txt"), text(random));
        }
        new DatasetPreparer(
                        new Preparation(Corpus.at(texts), tokenizer, 1, new Preparation.Shape(64, 1_000), 2),
                        PreparationProgress.SILENT)
                .prepareIn(folder.resolve("data"));
        return Dataset.open(folder.resolve("data"), Presets.named("micro").data(), tokenizer);
    }

    @Test
    void everyBoundOfTheShortTableHolds() throws Exception {
        NativeRuntime.start(1);
        try (Dataset data = data()) {
            AttackTable table = new Experiments(data, data, (done, total, text, seconds) -> {}).run(Matrix.brief(), 2);
            assertThat(table.broken())
                    .as("held against honest miners: %s", table.wrongly())
                    .isEmpty();
            assertThat(table.honestWindows()).isGreaterThan(200);
        }
    }
}
