package io.grail.protocol.incentive;

import static io.grail.protocol.incentive.Subnet.good;
import static io.grail.protocol.incentive.Subnet.hotkey;
import static io.grail.protocol.incentive.Subnet.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class FieldTest {
    @Test
    void aPlateauIsWhereTheLowerMedianDoesHarm() {
        assertThat(field(good(-0.1)).plateau()).isTrue();
        assertThat(field(good(-0.1), good(0.1)).plateau()).isTrue();
        assertThat(field(good(0), good(0.1)).plateau()).isFalse();
        assertThat(field(good(-0.2), good(-0.1), good(0.1)).plateau()).isTrue();
        assertThat(field(good(-0.2), good(0), good(0.1)).plateau()).isFalse();
        assertThat(field(good(-0.2), good(-0.1), good(0.1), good(0.2)).plateau())
                .isTrue();
    }

    @Test
    void whereNobodyWasMeasuredThereIsNoPlateau() {
        assertThat(field().plateau()).isFalse();
        assertThat(field(rejected(RejectionCode.MALFORMED)).plateau()).isFalse();
        assertThat(field(rejected(RejectionCode.MALFORMED)).anyEvaluated()).isFalse();
        assertThat(field(good(-0.1)).anyEvaluated()).isTrue();
    }

    @Test
    void workIsAFractionOfTheBestAndHarmIsNone() {
        Field field = field(good(0.125), good(0.25), good(-0.5));
        assertThat(field.fractionOfBest(0.125)).isEqualTo(0.5);
        assertThat(field.fractionOfBest(0.25)).isEqualTo(1);
        assertThat(field.fractionOfBest(-0.5)).isZero();
        assertThat(field(good(0)).fractionOfBest(0)).isZero();
    }

    @Test
    void equalGainsShareAPlaceAndWhoWasNotMeasuredIsBehindAll() {
        Field field = field(good(0.1), good(0.2), good(0.1), rejected(RejectionCode.MISSING), good(0.05));
        assertThat(field.rank(good(0.2))).isZero();
        assertThat(field.rank(good(0.1))).isEqualTo(1);
        assertThat(field.rank(good(0.05))).isEqualTo(3);
        assertThat(field.rank(rejected(RejectionCode.MISSING))).isEqualTo(4);
    }

    @Test
    void whoIsPutOutIsNotCounted() {
        SortedMap<Hotkey, Evidence> evidence = evidence(
                good(0.5), good(0.25), rejected(RejectionCode.DESYNCED), rejected(RejectionCode.DESYNCED), good(0.1));
        Field field = new Field(
                WindowEvidence.of(new Window(1), evidence, evidence.keySet()),
                hotkey -> hotkey.equals(hotkey(0)) || hotkey.equals(hotkey(4)));
        assertThat(field.share(RejectionCode.DESYNCED)).isEqualTo(2.0 / 3);
        assertThat(field.fractionOfBest(0.25)).isEqualTo(1);
        assertThat(field.charges())
                .containsEntry(hotkey(0), Charge.EXILED)
                .containsEntry(hotkey(1), Charge.EVALUATED)
                .containsEntry(hotkey(2), Charge.EXCUSED);
    }

    private static Field field(Evidence... evidence) {
        SortedMap<Hotkey, Evidence> byMiner = evidence(evidence);
        return new Field(WindowEvidence.of(new Window(1), byMiner, byMiner.keySet()), hotkey -> false);
    }

    private static SortedMap<Hotkey, Evidence> evidence(Evidence... evidence) {
        SortedMap<Hotkey, Evidence> byMiner = new TreeMap<>();
        for (int i = 0; i < evidence.length; i++) {
            byMiner.put(hotkey(i), evidence[i]);
        }
        return byMiner;
    }
}
