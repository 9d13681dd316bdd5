package io.grail.protocol.incentive;

import static io.grail.protocol.incentive.Subnet.good;
import static io.grail.protocol.incentive.Subnet.hotkey;
import static io.grail.protocol.incentive.Subnet.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class StandingsTest {
    @Test
    void aRestartAtAnyWindowChangesNoBit() {
        long seed = new Random().nextLong();
        Subnet steady = new Subnet();
        Subnet restarted = new Subnet();
        Random random = new Random(seed);
        for (int window = 0; window < 60; window++) {
            Evidence[] evidence = {any(random), any(random), any(random), any(random), any(random)};
            Assessment one = steady.fold(evidence);
            restarted.restart();
            Assessment other = restarted.fold(evidence);
            assertThat(other).as("seed %d", seed).isEqualTo(one);
            assertThat(restarted.standings().toBytes())
                    .as("seed %d", seed)
                    .isEqualTo(steady.standings().toBytes());
            if (window % 3 == 2) {
                steady.paid();
                restarted.paid();
            }
        }
    }

    @Test
    void theOrderInWhichEvidenceIsGivenChangesNoBit() {
        Map<Hotkey, Evidence> ascending = new TreeMap<>();
        Map<Hotkey, Evidence> descending = new TreeMap<>(Collections.reverseOrder());
        for (int i = 0; i < 9; i++) {
            ascending.put(hotkey(i), good(0.01 * (i * 7 % 9)));
            descending.put(hotkey(i), good(0.01 * (i * 7 % 9)));
        }
        Window window = new Window(3);
        Assessment a = Standings.empty().after(WindowEvidence.of(window, ascending, ascending.keySet()), Subnet.CONFIG);
        Assessment d =
                Standings.empty().after(WindowEvidence.of(window, descending, descending.keySet()), Subnet.CONFIG);
        assertThat(a.standings().toBytes()).isEqualTo(d.standings().toBytes());
    }

    @Test
    void aWindowIsFoldedInOnce() {
        Subnet subnet = new Subnet();
        Standings after = subnet.fold(good(0.1), good(0.2)).standings();
        WindowEvidence again = WindowEvidence.of(new Window(1), Map.of(hotkey(0), good(0.1)), Set.of(hotkey(0)));
        assertThatThrownBy(() -> after.after(again, Subnet.CONFIG)).hasMessageContaining("folded in already");
    }

    @Test
    void whoLeavesTheSubnetIsForgottenAndComesBackFresh() {
        Subnet subnet = new Subnet();
        for (int i = 0; i < 5; i++) {
            subnet.fold(good(0.1), good(0.2), good(0.3));
        }
        subnet.fold(good(0.1), good(0.2));
        assertThat(subnet.standings().of(hotkey(2))).isEmpty();
        subnet.fold(good(0.1), good(0.2), rejected(RejectionCode.NOT_REGISTERED));
        assertThat(subnet.standing(2)).isEqualTo(Standing.fresh(Subnet.CONFIG));
    }

    @Test
    void evidenceAboutStrangersIsLeftOut() {
        WindowEvidence evidence = WindowEvidence.of(
                new Window(1), Map.of(hotkey(0), good(0.1), hotkey(1), good(0.1)), List.of(hotkey(1), hotkey(2)));
        Assessment assessment = Standings.empty().after(evidence, Subnet.CONFIG);
        assertThat(assessment.verdicts()).containsOnlyKeys(hotkey(1));
        assertThat(assessment.standings().byHotkey()).containsOnlyKeys(hotkey(1));
    }

    @Test
    void aLoneMinerIsPaidForItsWork() {
        Subnet subnet = new Subnet();
        subnet.fold(good(0.1));
        assertThat(subnet.share(0)).isEqualTo(1);
        assertThat(subnet.standing(0).skill().matches()).isZero();
    }

    @Test
    void anUpdateThatBreaksTheModelRanksBehindEveryOther() {
        Subnet subnet = new Subnet();
        subnet.fold(
                Evidence.Evaluated.measured(2, Double.NaN, 2, Double.NaN, Double.NaN, Double.NaN),
                good(-0.5),
                good(0.1));
        assertThat(subnet.ordinal(0)).isLessThan(subnet.ordinal(1));
        assertThat(subnet.share(0)).isZero();
    }

    @Test
    void damagedBytesAreRefusedAndNeverCrash() {
        Subnet subnet = new Subnet();
        subnet.fold(good(0.1), good(0.2), rejected(RejectionCode.MISSING));
        byte[] bytes = subnet.standings().toBytes();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < bytes.length; i++) {
            int length = i;
            assertThatThrownBy(() -> Standings.fromBytes(Arrays.copyOf(bytes, length)))
                    .isInstanceOf(MalformedException.class);
        }
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            try {
                assertThat(Standings.fromBytes(damaged).toBytes())
                        .as("seed %d", seed)
                        .isEqualTo(damaged);
            } catch (MalformedException expected) {
                assertThat(expected.found()).isNotEmpty();
            }
        }
    }

    @Test
    void atMostAsManyMinersAsThereAreSlots() {
        TreeMap<Hotkey, Standing> all = new TreeMap<>();
        for (int i = 0; i < 256; i++) {
            all.put(hotkey(i), Standing.fresh(Subnet.CONFIG));
        }
        Standings full = new Standings(all, new Window(1));
        assertThat(Standings.fromBytes(full.toBytes())).isEqualTo(full);
        all.put(hotkey(256), Standing.fresh(Subnet.CONFIG));
        assertThatThrownBy(() -> new Standings(all, new Window(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bytesBehindTheEndAndAHotkeyThatComesTwiceAreRefused() {
        Subnet subnet = new Subnet();
        subnet.fold(good(0.1), good(0.2));
        byte[] bytes = subnet.standings().toBytes();
        assertThatThrownBy(() -> Standings.fromBytes(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(MalformedException.class);
        int first = 16 + 1 + 8 + 4;
        int entry = (bytes.length - first) / 2;
        System.arraycopy(bytes, first, bytes, first + entry, 32);
        assertThatThrownBy(() -> Standings.fromBytes(bytes))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("ascending");
    }

    static Evidence any(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> rejected(RejectionCode.MISSING);
            case 1 -> rejected(RejectionCode.MALFORMED);
            case 2 -> new Evidence.NotEvaluated("the device was lost");
            case 3 -> Subnet.foreign(random.nextGaussian() * 0.1);
            default -> good(0.05 + random.nextGaussian() * 0.1);
        };
    }
}
