package io.grail.protocol.incentive;

import static io.grail.protocol.incentive.Subnet.good;
import static io.grail.protocol.incentive.Subnet.hotkey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DocketTest {
    private static final List<Hotkey> TEN =
            IntStream.range(0, 10).mapToObj(Subnet::hotkey).toList();

    private static Hash secret(int i) {
        return Hash.sha256(new byte[] {(byte) i});
    }

    @Test
    void halfOfTheSeatsGoToThoseWhoWereJudgedLeast() {
        Subnet subnet = new Subnet();
        // Seven with a match, three without.
        subnet.fold(good(0.1), good(0.1), good(0.1), good(0.1), good(0.1), good(0.1), good(0.1));
        for (int i = 0; i < 20; i++) {
            assertThat(Docket.draw(subnet.standings(), TEN, 5, secret(i)))
                    .hasSize(5)
                    .contains(hotkey(7), hotkey(8), hotkey(9));
        }
    }

    @Test
    void nobodyIsSafeFromTheOtherHalf() {
        Subnet subnet = new Subnet();
        subnet.fold(good(0.1), good(0.1), good(0.1), good(0.1), good(0.1), good(0.1), good(0.1));
        Set<Hotkey> seen = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            seen.addAll(Docket.draw(subnet.standings(), TEN, 4, secret(i)));
        }
        assertThat(seen).containsAll(TEN);
    }

    @Test
    void everybodyIsOnTheDocketWhereThereAreSeatsForAll() {
        assertThat(Docket.draw(Standings.empty(), TEN, 10, secret(1))).containsExactlyElementsOf(TEN);
        assertThat(Docket.draw(Standings.empty(), TEN, 99, secret(1))).containsExactlyElementsOf(TEN);
    }

    @Test
    void theOrderOfTheCandidatesDoesNotMatter() {
        assertThat(Docket.draw(Standings.empty(), TEN.reversed(), 4, secret(1)))
                .containsExactlyElementsOf(Docket.draw(Standings.empty(), TEN, 4, secret(1)));
    }

    @Test
    void aDocketWithoutASeatIsRefused() {
        assertThatThrownBy(() -> Docket.draw(Standings.empty(), TEN, 0, secret(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0");
    }
}
