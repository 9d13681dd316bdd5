package io.grail.node.lab.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.learning.data.Corpus;
import io.grail.learning.data.Dataset;
import io.grail.learning.data.DatasetPreparer;
import io.grail.learning.data.Preparation;
import io.grail.learning.data.PreparationProgress;
import io.grail.learning.device.NativeRuntime;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.node.lab.FixedText;
import io.grail.protocol.run.Presets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short table: whole subnets with attackers in virtual time. */
class AttackTableTest {
    @TempDir
    Path folder;

    private Dataset data() {
        ByteTokenizer tokenizer = new ByteTokenizer();
        Path texts = FixedText.below(folder.resolve("texts"));
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
