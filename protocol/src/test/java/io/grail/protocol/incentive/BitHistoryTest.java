package io.grail.protocol.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class BitHistoryTest {
    @Test
    void theNewestOutcomeIsTheLowestBit() {
        assertThat(of(true, true, false, true)).isEqualTo(new BitHistory(0b1101, 4));
    }

    @Test
    void onlyTheNewestOutcomesAreCounted() {
        BitHistory history = of(true, true, false, true, false);
        assertThat(history.countIn(0)).isZero();
        assertThat(history.countIn(1)).isZero();
        assertThat(history.countIn(2)).isEqualTo(1);
        assertThat(history.countIn(4)).isEqualTo(2);
        assertThat(history.countIn(64)).isEqualTo(3);
    }

    @Test
    void aStreakEndsWithTheNewestNo() {
        assertThat(BitHistory.EMPTY.streak()).isZero();
        assertThat(of(true, false).streak()).isZero();
        assertThat(of(false, true, true).streak()).isEqualTo(2);
    }

    @Test
    void sixtyFourOutcomesAreKeptAndOlderOnesForgotten() {
        BitHistory history = BitHistory.EMPTY.add(true);
        for (int i = 0; i < 63; i++) {
            history = history.add(false);
        }
        assertThat(history).isEqualTo(new BitHistory(Long.MIN_VALUE, 64));
        assertThat(history.countIn(64)).isEqualTo(1);
        assertThat(history.countIn(63)).isZero();
        assertThat(history.add(true)).isEqualTo(new BitHistory(1, 64));
    }

    @Test
    void whatHasNotHappenedIsNo() {
        assertThat(new BitHistory(1, 1)).isEqualTo(of(true));
        assertThatIllegalArgumentException().isThrownBy(() -> new BitHistory(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BitHistory(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new BitHistory(0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BitHistory(0, 65));
    }

    private static BitHistory of(boolean... outcomes) {
        BitHistory history = BitHistory.EMPTY;
        for (boolean outcome : outcomes) {
            history = history.add(outcome);
        }
        return history;
    }
}
