package io.grail.protocol.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.incentive.Evidence.Evaluated;
import io.grail.protocol.incentive.Evidence.NotEvaluated;
import io.grail.protocol.incentive.Evidence.Rejected;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EvidenceTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    @Test
    void aGainIsAFractionOfTheLossBefore() {
        var evaluated = new Evaluated(4, 3, 8, 10, 0);
        assertThat(evaluated.xOwn()).isEqualTo(0.25);
        assertThat(evaluated.xCommon()).isEqualTo(-0.25);
    }

    @Test
    void harmIsClearBeyondTwoStandardErrorsAndNotAtThem() {
        assertThat(new Evaluated(1, 1, 4, 4.5, 0.25, 0).isHarmful()).isFalse();
        assertThat(new Evaluated(1, 1, 4, Math.nextUp(4.5), 0.25, 0).isHarmful())
                .isTrue();
        assertThat(new Evaluated(1, 1, 4, 4, 0).isHarmful()).isFalse();
        assertThat(new Evaluated(1, 1, 4, Math.nextUp(4.0), 0).isHarmful()).isTrue();
    }

    @Test
    void anUpdatePassesForItsOwnDataAboveTheThresholdOnly() {
        assertThat(new Evaluated(1, 1, 1, 1, 1).ownData(1)).isFalse();
        assertThat(new Evaluated(1, 1, 1, 1, Math.nextUp(1.0)).ownData(1)).isTrue();
    }

    @Test
    void whatIsNoNumberCountsAsTheWorst() {
        assertThat(Evaluated.measured(2, Double.NaN, 3, 2.5, 0.1, Double.NaN))
                .isEqualTo(new Evaluated(2, INFINITE, 3, 2.5, 0.1, Double.NEGATIVE_INFINITY));
        assertThat(Evaluated.measured(2, 1, 3, Double.NaN, 0.1, 4)).isEqualTo(new Evaluated(2, 1, 3, INFINITE, 0, 4));
        assertThat(Evaluated.measured(2, 1, 3, INFINITE, INFINITE, 4))
                .isEqualTo(new Evaluated(2, 1, 3, INFINITE, 0, 4));
        assertThat(Evaluated.measured(2, 1, 3, 2.5, Double.NaN, 4)).isEqualTo(new Evaluated(2, 1, 3, 2.5, 0, 4));
        assertThat(Evaluated.measured(2, 1, 3, 2.5, INFINITE, 4)).isEqualTo(new Evaluated(2, 1, 3, 2.5, INFINITE, 4));
    }

    @Test
    void lossesBeforeAreFiniteAndAboveZeroAndLossesAfterAtLeastZero() {
        assertThat(new Evaluated(Double.MIN_VALUE, 0, Double.MAX_VALUE, 0, 0, INFINITE).isHarmful())
                .isFalse();
        for (double before : new double[] {0, -1, INFINITE, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Evaluated(before, 1, 1, 1, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> new Evaluated(1, 1, before, 1, 0));
        }
        for (double after : new double[] {-Double.MIN_VALUE, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Evaluated(1, after, 1, 1, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> new Evaluated(1, 1, 1, after, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> new Evaluated(1, 1, 1, 1, after, 0));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Evaluated(1, 1, 1, 1, Double.NaN));
    }

    @Test
    void aReasonHasAtMostTwoHundredBytes() {
        assertThat(new NotEvaluated("ü".repeat(100)).reason()).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> new NotEvaluated("ü".repeat(100) + "u"));
    }

    @Test
    void everyKindIsReadBackAsItWasWritten() {
        for (Evidence evidence : List.of(
                new Evaluated(2, 1.5, 3, 2.5, 0.25, -7),
                new Rejected(new Rejection(RejectionCode.TOO_LATE, "found", "allowed")),
                new NotEvaluated("the device was lost"))) {
            var in = new CanonicalReader(written(evidence));
            assertThat(Evidence.read(in)).isEqualTo(evidence);
            in.end();
        }
    }

    @Test
    void aMeasurementIsItsKindAndSixFigures() {
        ByteBuffer expected = ByteBuffer.allocate(49).order(ByteOrder.LITTLE_ENDIAN);
        expected.put((byte) 1);
        for (double figure : new double[] {2, 1.5, 3, 2.5, 0.25, -7}) {
            expected.putDouble(figure);
        }
        assertThat(written(new Evaluated(2, 1.5, 3, 2.5, 0.25, -7))).isEqualTo(expected.array());
        assertThat(written(new NotEvaluated("x"))).isEqualTo(new byte[] {3, 1, 0, 0, 0, 'x'});
    }

    @Test
    void otherKindsAreRefused() {
        for (byte kind : new byte[] {0, 4, -1}) {
            assertThatThrownBy(() -> Evidence.read(new CanonicalReader(new byte[] {kind, 0, 0, 0, 0})))
                    .isInstanceOf(MalformedException.class);
        }
    }

    private static byte[] written(Evidence evidence) {
        var out = new CanonicalWriter();
        evidence.write(out);
        return out.toByteArray();
    }
}
