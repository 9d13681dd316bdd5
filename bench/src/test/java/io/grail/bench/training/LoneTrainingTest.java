package io.grail.bench.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.learning.data.Dataset;
import io.grail.learning.device.NativeRuntime;
import io.grail.node.baseline.AdamWBaseline;
import io.grail.node.cli.DataPreparation;
import io.grail.node.cli.Progress;
import io.grail.node.home.RunFolder;
import io.grail.node.home.Seat;
import io.grail.node.miner.Capture;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunToml;
import io.grail.protocol.window.Window;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoneTrainingTest {
    private static final RunConfig RUN = RunToml.parse("""
            [run]
            windows = 4
            [model]
            width = 16
            layers = 1
            heads = 2
            kvHeads = 1
            headSize = 8
            ffnWidth = 32
            [data]
            sequenceLength = 32
            validationSamples = 16
            [inner]
            steps = 2
            batch = 4
            warmupSteps = 2
            [incentive]
            evalSamples = 4
            """).config();

    /** What a training leaves behind. */
    private record Trained(Hash root, long bytes, AdamWBaseline.Losses losses) {}

    @Test
    void lossFallsAndTheSameTrainingGivesTheSameModelOnAnyLanes(@TempDir Path folder) throws InterruptedException {
        NativeRuntime.start(1);
        try (Dataset data = data(folder)) {
            Stage stage = new Stage(
                    RUN,
                    data,
                    Stream.of("a", "b", "c")
                            .map(name -> Seat.development(name).account())
                            .toList());
            Trained untrained = train(stage, 1, 0);
            Trained one = train(stage, 1, 4);
            Trained two = train(stage, 2, 4);
            assertThat(two).isEqualTo(one);
            assertThat(one.losses().reporting()).isLessThan(untrained.losses().reporting());
            assertThat(one.bytes()).isPositive();
        }
    }

    @Test
    void minersShareNoSampleAndVariantsShareThemAll(@TempDir Path folder) {
        try (Dataset data = data(folder)) {
            Stage stage = new Stage(
                    RUN,
                    data,
                    Stream.of("a", "b")
                            .map(name -> Seat.development(name).account())
                            .toList());
            List<long[]> samples = stage.samples(RUN, new Window(1));
            assertThat(samples.getFirst()).hasSize(8).doesNotContain(samples.getLast());
            RunConfig variant = Variant.parse("one bit: compression.bits = 1").of(RUN);
            assertThat(stage.samples(variant, new Window(1)).getFirst()).isEqualTo(samples.getFirst());
            assertThat(stage.samples(RUN, new Window(2)).getFirst()).isNotEqualTo(samples.getFirst());
        }
    }

    private static Trained train(Stage stage, int width, int windows) throws InterruptedException {
        try (Lanes lanes = new Lanes(width);
                WorkerPool workers = new WorkerPool(width);
                LoneTraining training =
                        new LoneTraining(RUN, stage, lanes, workers, Collections.nCopies(3, Capture.NONE))) {
            for (int i = 0; i < windows; i++) {
                training.window();
            }
            return new Trained(training.shared().root(), training.bytesPerUpdate(), training.losses());
        }
    }

    /** Real text: the sources of this very module. */
    private static Dataset data(Path folder) {
        return new DataPreparation(Progress.onStderr())
                .open(
                        new RunFolder(folder),
                        RUN,
                        Optional.of(Path.of("src/main/java").toAbsolutePath()),
                        3);
    }
}
