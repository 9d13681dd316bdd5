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
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.run.Presets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    void everyBoundOfTheShortTableHoldsAndWhoeverBreaksItOffGoesOnWhereItWas() throws Exception {
        NativeRuntime.start(1);
        Path file = folder.resolve("runs.jsonl");
        Matrix matrix = Matrix.brief();
        try (Dataset data = data()) {
            AttackTable table = run(data, RunLog.in(file, Hash.ZERO), Collections.synchronizedList(new ArrayList<>()));
            assertThat(table.broken())
                    .as("held against honest miners: %s", table.wrongly())
                    .isEmpty();
            assertThat(table.honestWindows()).isGreaterThan(200);

            List<String> runs = new ArrayList<>();
            AttackTable again = run(data, RunLog.in(file, Hash.ZERO), runs);
            assertThat(runs).isEmpty();
            assertThat(JsonReport.of(again)).isEqualTo(JsonReport.of(table));

            Experiment last = matrix.experiments().getLast();
            List<String> lines = Files.readAllLines(file);
            Files.writeString(file, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n{\"key\":");
            RunLog torn = RunLog.in(file, Hash.ZERO);
            assertThat(matrix.experiments())
                    .filteredOn(each -> torn.of(each, data.hash()).isEmpty())
                    .hasSize(1);
            assertThat(RunLog.in(file, Hash.sha256(new byte[0])).of(last, data.hash()))
                    .as("what other software showed")
                    .isEmpty();
        }
    }

    private static AttackTable run(Dataset data, RunLog log, List<String> runs) throws InterruptedException {
        return new Experiments(data, data, log, (done, total, text, seconds) -> runs.add(text)).run(Matrix.brief(), 2);
    }
}
