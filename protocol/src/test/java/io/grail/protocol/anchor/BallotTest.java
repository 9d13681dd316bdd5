package io.grail.protocol.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.anchor.Decision.Decided;
import io.grail.protocol.anchor.Decision.How;
import io.grail.protocol.anchor.Decision.Nothing;
import io.grail.protocol.anchor.Decision.Undecided;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BallotTest {
    private static final Window WINDOW = new Window(7);
    private static final Hotkey ANN = hotkey(1);
    private static final Hotkey BEN = hotkey(2);
    private static final Hotkey CAT = hotkey(3);
    private static final Hash LOW = Hash.of(filled(1));
    private static final Hash HIGH = Hash.of(filled(0x90));

    /** Ann 40, Ben 30, Cat 30; blocks 80 to 83. */
    private static final Ballot BALLOT = ballot(Map.of(ANN, 40L, BEN, 30L, CAT, 30L));

    @Test
    void moreThanHalfOfTheStakeDecidesAtOnce() {
        Ballot one = BALLOT.after(80, Map.of(ANN, anchor(HIGH)));
        assertThat(one.decision()).isEqualTo(new Undecided());
        assertThat(one.after(81, Map.of(ANN, anchor(HIGH), CAT, anchor(HIGH))).decision())
                .isEqualTo(new Decided(HIGH, 81, How.MAJORITY));
    }

    @Test
    void halfIsNotMore() {
        Ballot half = ballot(Map.of(ANN, 50L, BEN, 30L, CAT, 20L)).after(80, Map.of(ANN, anchor(LOW)));
        assertThat(half.decision()).isEqualTo(new Undecided());
    }

    @Test
    void whoeverGoesAwayAfterAnchoringStillCounts() {
        Ballot both = BALLOT.after(80, Map.of(ANN, anchor(HIGH))).after(81, Map.of(BEN, anchor(HIGH)));
        assertThat(both.decision()).isEqualTo(new Decided(HIGH, 81, How.MAJORITY));
    }

    @Test
    void onlyTheFirstAnchorForTheWindowCounts() {
        Ballot changed = BALLOT.after(80, Map.of(ANN, anchor(LOW), BEN, anchor(HIGH)))
                .after(81, Map.of(ANN, anchor(HIGH), BEN, anchor(HIGH)));
        assertThat(changed.decision()).isEqualTo(new Undecided());
        assertThat(changed.quorum().anchors()).isEqualTo(Map.of(ANN, LOW, BEN, HIGH));
    }

    @Test
    void anAnchorForAnotherWindowDoesNotCountAndTakesNothing() {
        Anchor other = new Anchor(WINDOW.next(), LOW);
        Ballot late = BALLOT.after(80, Map.of(ANN, other, BEN, other))
                .after(81, Map.of(ANN, anchor(HIGH), BEN, anchor(HIGH)));
        assertThat(late.decision()).isEqualTo(new Decided(HIGH, 81, How.MAJORITY));
    }

    @Test
    void whoeverHasNoPermitOrNoStakeDoesNotCount() {
        Ballot ballot = ballot(Map.of(ANN, 40L, BEN, 0L));
        Map<Hotkey, Anchor> others = Map.of(BEN, anchor(LOW), CAT, anchor(LOW));
        assertThat(ballot.through(83, block -> others).decision()).isEqualTo(new Nothing(83));
    }

    @Test
    void withoutMajorityTheMostStakeAtTheLastBlockDecides() {
        Map<Hotkey, Anchor> split = Map.of(ANN, anchor(HIGH), BEN, anchor(LOW));
        assertThat(BALLOT.through(82, block -> split).decision()).isEqualTo(new Undecided());
        assertThat(BALLOT.through(83, block -> split).decision()).isEqualTo(new Decided(HIGH, 83, How.PLURALITY));
    }

    @Test
    void aTieGoesToTheLowerHash() {
        Map<Hotkey, Anchor> split = Map.of(BEN, anchor(HIGH), CAT, anchor(LOW));
        assertThat(BALLOT.through(83, block -> split).decision()).isEqualTo(new Decided(LOW, 83, How.PLURALITY));
    }

    @Test
    void theModelStaysWhereNobodyAnchorsAndAtOnceWhereNobodyCould() {
        assertThat(BALLOT.through(90, block -> Map.of()).decision()).isEqualTo(new Nothing(83));
        assertThat(ballot(Map.of()).decision()).isEqualTo(new Nothing(80));
    }

    @Test
    void afterTheDecisionTheQuorumStillTellsWhoDisagreed() {
        Ballot decided = BALLOT.after(80, Map.of(ANN, anchor(HIGH), BEN, anchor(HIGH)));
        Ballot later = decided.after(81, Map.of(CAT, anchor(LOW)));
        assertThat(later.decision()).isEqualTo(decided.decision());
        assertThat(later.quorum().against(HIGH)).isEqualTo(Map.of(CAT, LOW));
        assertThat(later.quorum().support()).isEqualTo(Map.of(LOW, 30L, HIGH, 70L));
        assertThat(later.quorum().total()).isEqualTo(100);
    }

    @Test
    void blocksCountOnceAndInOrder() {
        for (long block : new long[] {79, 81}) {
            assertThatThrownBy(() -> BALLOT.after(block, Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("block 80 is the next");
        }
        assertThatThrownBy(() -> Ballot.open(WINDOW, new TreeMap<>(), 80, 79))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stakesNearTheLimitOfALongAreWeighedRightly() {
        long third = Long.MAX_VALUE / 3;
        Ballot ballot = ballot(Map.of(ANN, third, BEN, third, CAT, third));
        assertThat(ballot.after(80, Map.of(ANN, anchor(LOW), BEN, anchor(LOW))).decision())
                .isEqualTo(new Decided(LOW, 80, How.MAJORITY));
    }

    private static Ballot ballot(Map<Hotkey, Long> stakes) {
        return Ballot.open(WINDOW, new TreeMap<>(stakes), 80, 83);
    }

    private static Anchor anchor(Hash manifest) {
        return new Anchor(WINDOW, manifest);
    }

    private static Hotkey hotkey(int fill) {
        return Hotkey.of(filled(fill));
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[Hash.LENGTH];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
