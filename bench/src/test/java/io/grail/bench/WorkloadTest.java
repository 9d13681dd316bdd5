package io.grail.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.ParallelFor;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadTest {
    @Test
    void everyContenderFindsTheSameWeightsAndBatches(@TempDir Path folder) throws IOException {
        var workload = new Workload(folder, BenchModel.TINY, 3);
        workload.write();
        assertThat(folder.resolve("settings.json")).isNotEmptyFile();
        assertThat(workload.weights().sameBits(Genesis.parameters(BenchModel.TINY.config(), 1, ParallelFor.SEQUENTIAL)))
                .isTrue();
        int[][] batch = workload.batch(2);
        assertThat(batch).hasNumberOfRows(Workload.BATCH).isNotEqualTo(workload.batch(1));
        for (int[] row : batch) {
            assertThat(row).hasSize(Workload.LENGTH + 1);
            for (int token : row) {
                assertThat(token).isBetween(0, 256);
            }
        }
    }
}
