package io.grail.protocol.incentive;

import static io.grail.protocol.incentive.Subnet.foreign;
import static io.grail.protocol.incentive.Subnet.good;
import static io.grail.protocol.incentive.Subnet.hotkey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.IncentiveConfig;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class WeightsTest {
    @Test
    void everyHonestMinerEarnsFromTheFirstEvaluatedWindow() {
        Subnet subnet = new Subnet();
        subnet.fold(good(0.1), good(0.11), good(0.09), good(0.1));
        assertThat(Weights.of(subnet.standings(), Subnet.CONFIG, Optional.empty())
                        .toU16())
                .containsOnlyKeys(hotkey(0), hotkey(1), hotkey(2), hotkey(3));
    }

    @Test
    void sharesSumToOneWithAndWithoutBurning() {
        Subnet subnet = new Subnet();
        subnet.fold(good(0.1), good(0.11), good(0.09), good(0.1));
        for (Optional<Hotkey> burn : List.of(Optional.<Hotkey>empty(), Optional.of(hotkey(99)))) {
            Weights weights = Weights.of(subnet.standings(), burning(0.3), burn);
            assertThat(weights.shares().values().stream().mapToDouble(s -> s).sum())
                    .isCloseTo(1, within(1e-12));
        }
        Weights burned = Weights.of(subnet.standings(), burning(0.3), Optional.of(hotkey(99)));
        assertThat(burned.shares().get(hotkey(99))).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void ifNobodyEarnedEverythingIsBurnedOrNothingIsSet() {
        Subnet subnet = new Subnet();
        subnet.fold(foreign(-0.1), foreign(-0.1));
        assertThat(Weights.of(subnet.standings(), Subnet.CONFIG, Optional.of(hotkey(9)))
                        .toU16())
                .isEqualTo(Map.of(hotkey(9), 65_535));
        assertThat(Weights.of(subnet.standings(), Subnet.CONFIG, Optional.empty())
                        .isEmpty())
                .isTrue();
    }

    @Test
    void theLargestShareBecomes65535AndHalvesRoundToEven() {
        Weights weights = new Weights(new TreeMap<>(
                Map.of(hotkey(0), 1.0, hotkey(1), 0.5, hotkey(2), 1.5 / 65_535, hotkey(3), 0.4 / 65_535)));
        assertThat(weights.toU16()).isEqualTo(Map.of(hotkey(0), 65_535, hotkey(1), 32_768, hotkey(2), 2));
    }

    @Test
    void everyWindowSinceTheLastSettingCountsAndNoEarlierOne() {
        Subnet subnet = new Subnet();
        for (int i = 0; i < 10; i++) {
            subnet.fold(good(0.1), good(0.3));
        }
        subnet.paid();
        subnet.fold(good(0.3), good(0.1));
        double afterOne = subnet.standing(0).earnings().work();
        assertThat(afterOne).isCloseTo(subnet.binary(0) * subnet.binary(0), within(1e-12));
        subnet.fold(good(0.1), good(0.3));
        assertThat(subnet.standing(0).earnings().work()).isGreaterThan(afterOne);
        subnet.paid();
        assertThat(subnet.standing(0).earnings()).isEqualTo(Earnings.NONE);
    }

    @Test
    void theLargestShareIsTheMeasureOfAll() {
        Weights weights = new Weights(new TreeMap<>(Map.of(hotkey(0), 0.5, hotkey(1), 0.25, hotkey(2), 0.125)));
        assertThat(weights.isEmpty()).isFalse();
        assertThat(weights.toU16()).isEqualTo(Map.of(hotkey(0), 65_535, hotkey(1), 32_768, hotkey(2), 16_384));
    }

    @Test
    void halfFollowsSkillAndHalfWorkUnlessOneOfThemIsNothing() {
        Weights both = weights(new Earnings(3, 1), new Earnings(1, 3), new Earnings(0, 4));
        assertThat(both.shares()).containsEntry(hotkey(0), 0.5 * 0.75 + 0.5 * 0.125);
        assertThat(both.shares()).containsEntry(hotkey(1), 0.5 * 0.25 + 0.5 * 0.375);
        assertThat(both.shares()).containsEntry(hotkey(2), 0.25);
        assertThat(weights(new Earnings(3, 0), new Earnings(1, 0)).shares())
                .isEqualTo(Map.of(hotkey(0), 0.75, hotkey(1), 0.25));
        assertThat(weights(new Earnings(0, 3), new Earnings(0, 1)).shares())
                .isEqualTo(Map.of(hotkey(0), 0.75, hotkey(1), 0.25));
    }

    private static Weights weights(Earnings... earnings) {
        var byHotkey = new TreeMap<Hotkey, Standing>();
        for (int i = 0; i < earnings.length; i++) {
            Standing fresh = Standing.fresh(Subnet.CONFIG);
            byHotkey.put(hotkey(i), new Standing(fresh.skill(), fresh.conduct(), fresh.last(), earnings[i]));
        }
        return Weights.of(new Standings(byHotkey, new Window(2)), Subnet.CONFIG, Optional.empty());
    }

    private static IncentiveConfig burning(double share) {
        return new IncentiveConfig(0.2, 16, 25, 25.0 / 3, 7, 0.1, 1, 0.95, 2, share, 8, 4, 20, 0.5, 0.7, 0.95);
    }
}
