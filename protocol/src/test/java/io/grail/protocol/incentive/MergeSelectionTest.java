package io.grail.protocol.incentive;

import static io.grail.protocol.incentive.Subnet.foreign;
import static io.grail.protocol.incentive.Subnet.good;
import static io.grail.protocol.incentive.Subnet.hotkey;
import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.OuterConfig;
import io.grail.protocol.window.Window;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MergeSelectionTest {
    private static final Window WINDOW = new Window(100);
    private static final List<Hotkey> TEN =
            IntStream.range(0, 10).mapToObj(Subnet::hotkey).toList();

    @Test
    void atFirstEverybodyIsANewcomerAndSeatsAreDrawnByLot() {
        Set<List<Hotkey>> draws = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            draws.add(select(Standings.empty(), i, 4));
        }
        assertThat(draws)
                .hasSizeGreaterThan(15)
                .allSatisfy(chosen ->
                        assertThat(chosen).hasSize(4).doesNotHaveDuplicates().isSubsetOf(TEN));
    }

    @Test
    void theBestRatedComeFirstThenTwoNewcomers() {
        Subnet subnet = new Subnet();
        subnet.fold(good(0.1), good(0.3), good(0.2), good(0.05), good(0.4), good(0.01));
        assertThat(select(subnet.standings(), 1, 5))
                .startsWith(hotkey(4), hotkey(1), hotkey(2))
                .hasSize(5)
                .satisfies(chosen -> assertThat(TEN.subList(6, 10)).containsAll(chosen.subList(3, 5)));
    }

    @Test
    void seatsThatNobodyRatedTakesGoToNewcomersAndTheOtherWayRound() {
        Subnet subnet = new Subnet();
        subnet.fold(good(0.1), good(0.3));
        assertThat(select(subnet.standings(), 1, 10)).hasSize(10).startsWith(hotkey(1), hotkey(0));
        assertThat(MergeSelection.select(
                        subnet.standings(),
                        TEN.subList(0, 2),
                        WINDOW,
                        lot(1),
                        new OuterConfig("scatter-mean", 1, 1, 0, 4, 2, 2)))
                .containsExactly(hotkey(1), hotkey(0));
    }

    @Test
    void whoIsOutOfTheMergeOrPutOutIsNotMerged() {
        Subnet subnet = new Subnet();
        for (int i = 0; i < 3; i++) {
            subnet.fold(good(-0.3), Subnet.rejected(RejectionCode.MALFORMED), good(0.2), good(0.1));
        }
        List<Hotkey> chosen = MergeSelection.select(
                subnet.standings(),
                TEN.subList(0, 4),
                new Window(4),
                lot(1),
                new OuterConfig("scatter-mean", 1, 1, 0, 4, 20, 2));
        assertThat(chosen).containsExactly(hotkey(2), hotkey(3));
    }

    @Test
    void whoIsNotBelievedToHaveTrainedOnItsSamplesIsNotMergedUnlessNobodyIs() {
        Subnet subnet = new Subnet();
        subnet.fold(good(0.1), foreign(0.3), good(0.2));
        subnet.fold(good(0.1), foreign(0.3), good(0.2));
        assertThat(select(subnet.standings(), TEN.subList(0, 3))).hasSize(3);
        subnet.fold(good(0.1), foreign(0.3), good(0.2));
        assertThat(select(subnet.standings(), TEN.subList(0, 3))).containsExactly(hotkey(2), hotkey(0));
        assertThat(select(subnet.standings(), TEN.subList(1, 2))).containsExactly(hotkey(1));
    }

    @Test
    void whoIsClearlyWorseThanTheMedianIsNotMergedWhileEqualsAre() {
        Subnet subnet = new Subnet();
        for (int i = 0; i < 40; i++) {
            Evidence[] evidence = new Evidence[5];
            for (int miner = 0; miner < 4; miner++) {
                evidence[(miner + i) % 4] = good(0.1 + 0.01 * miner);
            }
            evidence[4] = good(0.01);
            subnet.fold(evidence);
        }
        assertThat(select(subnet.standings(), TEN.subList(0, 6)))
                .containsExactlyInAnyOrder(hotkey(0), hotkey(1), hotkey(2), hotkey(3), hotkey(5));
    }

    private static List<Hotkey> select(Standings standings, List<Hotkey> accepted) {
        return MergeSelection.select(
                standings, accepted, WINDOW, lot(1), new OuterConfig("scatter-mean", 1, 1, 0, 4, 20, 2));
    }

    @Test
    void whoHasAStandingButPlayedNoMatchIsANewcomer() {
        Subnet subnet = new Subnet();
        subnet.fold(new Evidence.NotEvaluated("no time"), good(0.1), good(0.2));
        assertThat(subnet.ordinal(1)).isNegative();
        assertThat(MergeSelection.select(
                        subnet.standings(),
                        TEN.subList(0, 3),
                        WINDOW,
                        lot(1),
                        new OuterConfig("scatter-mean", 1, 1, 0, 4, 3, 2)))
                .containsExactly(hotkey(2), hotkey(1), hotkey(0));
    }

    @Test
    void whoIsClearlyAlikeIsKeptOutWithTheFigureThatSaysSo() {
        var likenesses = new TreeMap<Hotkey, Likeness>();
        likenesses.put(hotkey(0), new Likeness(hotkey(1), 0.5, 0.7));
        likenesses.put(hotkey(1), new Likeness(hotkey(0), 0.5, Math.nextDown(0.7)));
        likenesses.put(hotkey(2), new Likeness(hotkey(0), 0.5, 1));
        assertThat(MergeSelection.tooAlike(likenesses, Subnet.CONFIG))
                .isEqualTo(Map.of(
                        hotkey(0), new Finding(Rule.ALIKE, 0.7, 0.7), hotkey(2), new Finding(Rule.ALIKE, 1, 0.7)));
    }

    private static List<Hotkey> select(Standings standings, int lot, int gatherPeers) {
        return MergeSelection.select(
                standings, TEN, WINDOW, lot(lot), new OuterConfig("scatter-mean", 1, 1, 0, 4, gatherPeers, 2));
    }

    private static Hash lot(int i) {
        return Hash.sha256(new byte[] {(byte) i});
    }
}
