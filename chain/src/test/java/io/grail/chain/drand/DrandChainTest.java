package io.grail.chain.drand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.MalformedException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class DrandChainTest {
    private static final DrandChain QUICKNET = DrandChain.QUICKNET;
    private static final long GENESIS_MILLIS = 1_692_803_367_000L;

    @Test
    void roundsCountFromTheGenesisEveryThreeSeconds() {
        assertThat(QUICKNET.roundAt(GENESIS_MILLIS - 1)).isZero();
        assertThat(QUICKNET.roundAt(0)).isZero();
        assertThat(QUICKNET.roundAt(GENESIS_MILLIS)).isEqualTo(1);
        assertThat(QUICKNET.roundAt(GENESIS_MILLIS + 2_999)).isEqualTo(1);
        assertThat(QUICKNET.roundAt(GENESIS_MILLIS + 3_000)).isEqualTo(2);
        for (long round : new long[] {1, 2, 1_000, 40_000_000}) {
            assertThat(QUICKNET.roundAt(QUICKNET.publishedAt(round))).isEqualTo(round);
            assertThat(QUICKNET.roundAt(QUICKNET.publishedAt(round) - 1)).isEqualTo(round - 1);
        }
    }

    @Test
    void round1000OfQuicknetIsVerified() {
        Round round = QUICKNET.verified(1_000, Round1000.SIGNATURE);
        assertThat(round.number()).isEqualTo(1_000);
        assertThat(round.signature()).isEqualTo(Round1000.SIGNATURE);
        assertThat(round.randomness()).hasToString(Round1000.RANDOMNESS);
    }

    @Test
    void aSignatureOfAnotherRoundOrAnotherChainIsRefused() {
        assertThatThrownBy(() -> QUICKNET.verified(1_001, Round1000.SIGNATURE))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("round 1001");
        LocalBeacon other = new LocalBeacon("other", InstantSource.system());
        assertThatThrownBy(() -> other.chain().verified(1_000, Round1000.SIGNATURE))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void aKeyThatIsNoPointIsNamed() {
        DrandChain broken = new DrandChain(QUICKNET.hash(), PublicKey.of(new byte[96]), 0, 3);
        assertThatThrownBy(() -> broken.verified(1_000, Round1000.SIGNATURE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key");
    }

    @Test
    void aLocalBeaconSignsWhatIsOutAndNothingElse() {
        Instant third = Instant.ofEpochMilli(GENESIS_MILLIS + 7_000);
        LocalBeacon beacon = new LocalBeacon("seed", InstantSource.fixed(third));
        Round latest = beacon.latest();
        assertThat(latest.number()).isEqualTo(3);
        assertThat(beacon.chain().verified(3, latest.signature())).isEqualTo(latest);
        assertThat(beacon.round(1)).isNotEqualTo(latest);
        assertThatThrownBy(() -> beacon.round(4))
                .isInstanceOf(BeaconUnavailableException.class)
                .hasMessageContaining("the newest is 3");
        assertThatThrownBy(() -> beacon.round(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneSeedIsOneBeacon() {
        DrandChain one = new LocalBeacon("a", InstantSource.system()).chain();
        assertThat(new LocalBeacon("a", InstantSource.system()).chain()).isEqualTo(one);
        assertThat(new LocalBeacon("b", InstantSource.system()).chain()).isNotEqualTo(one);
    }
}
