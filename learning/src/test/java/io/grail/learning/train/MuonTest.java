package io.grail.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grail.learning.device.Native;
import io.grail.learning.eval.Evaluator;
import io.grail.learning.model.TinyModels;
import io.grail.protocol.run.InnerConfig;
import io.grail.protocol.run.ModelConfig;
import io.grail.protocol.state.Parameters;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MuonTest {
    private static final ModelConfig CONFIG = TinyModels.config(true);

    @ParameterizedTest
    @CsvSource({"16, 16", "8, 40", "40, 8", "1, 5"})
    void anOrthogonalStepKeepsTheDirectionsAndLevelsTheirLengths(int rows, int columns) {
        TinyModels.cpu();
        try (var _ = Native.scope()) {
            Tensor u = columnsOf(rows, 3, 1);
            Tensor v = columnsOf(columns, 3, 2);
            int rank = Math.min(3, Math.min(rows, columns));
            Tensor matrix = Native.zeros(TinyModels.cpu(), rows, columns);
            for (int i = 0; i < rank; i++) {
                matrix.add_(torch.outer(u.select(1, i), v.select(1, i)), new Scalar(Math.pow(3, i)));
            }

            Tensor step = Muon.orthogonal(matrix);

            for (int i = 0; i < rank; i++) {
                double length = torch.dot(torch.mv(step, v.select(1, i)), u.select(1, i))
                        .item_double();
                assertThat(length).as("direction %d", i).isBetween(0.6, 1.3);
            }
            assertThat(step.norm().item_double()).isCloseTo(Math.sqrt(rank), within(0.35 * Math.sqrt(rank)));
        }
    }

    /** Orthonormal columns. */
    private static Tensor columnsOf(int rows, int count, int seed) {
        float[] values = new float[rows * rows];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Tensor square = Native.zeros(TinyModels.cpu(), rows, rows);
        Native.write(values, square);
        return torch.linalg_qr(square).get0().narrow(1, 0, Math.min(rows, count));
    }

    @Test
    void zerosStayZeros() {
        try (var _ = Native.scope()) {
            Tensor zeros = Muon.orthogonal(Native.zeros(TinyModels.cpu(), 4, 6));
            assertThat(zeros.norm().item_double()).isZero();
        }
    }

    @Test
    void hiddenMatricesTakeOrthogonalStepsAndAllOthersThoseOfAdamW() {
        InnerConfig adamw = InnerLoopTest.inner("adamw", 1e-2);
        InnerConfig muon = InnerLoopTest.inner("muon", 1e-2);
        Parameters byAdamW = afterOneStep(adamw);
        Parameters byMuon = afterOneStep(muon);
        try (var model = TinyModels.model(CONFIG, 3)) {
            Parameters before = InnerLoopTest.stored(model);
            Parameters gradient =
                    Evaluator.gradient(model, InnerLoopTest.batch(0)).gradient();
            for (int i = 0; i < before.layout().count(); i++) {
                String name = before.layout().tensor(i).name();
                if (name.contains(".layers.") && name.endsWith("proj.weight")) {
                    double[] moved = new double[before.values(i).length];
                    for (int j = 0; j < moved.length; j++) {
                        moved[j] = before.values(i)[j] * (1 - 1e-2 * muon.weightDecay()) - byMuon.values(i)[j];
                    }
                    assertThat(cosine(moved, gradient.values(i))).as(name).isGreaterThan(0.2);
                    assertThat(rootMeanSquare(moved)).as(name).isBetween(0.1 * 0.01, 0.3 * 0.01);
                } else {
                    assertThat(byMuon.values(i)).as(name).containsExactly(byAdamW.values(i));
                }
            }
        }
    }

    private static Parameters afterOneStep(InnerConfig inner) {
        try (var model = TinyModels.model(CONFIG, 3);
                var loop = InnerLoopTest.loop(model, inner)) {
            loop.step(0, InnerLoopTest.batch(0));
            return InnerLoopTest.stored(model);
        }
    }

    private static double cosine(double[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            aa += a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(aa * bb);
    }

    private static double rootMeanSquare(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum / values.length);
    }
}
