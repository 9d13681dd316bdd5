package io.grail.chain.local;

import static io.grail.chain.local.DrivenLedger.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.grail.chain.Call;
import io.grail.chain.Outcome;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Uid;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class WeightSettingTest {
    private static final long RAO = Ledger.RAO;

    private final DrivenLedger chain = new DrivenLedger(LedgerConfig.laptop(1));
    private final Keypair validator = chain.join("validator", 10_000 * RAO);
    private final Keypair miner = chain.join("miner", 0);

    @Test
    void aStrangerMayNotSetWeights() {
        assertThat(error(Keypair.fromUri("//stranger"), weights(0, 1))).isEqualTo("HotKeyNotRegisteredInSubNet");
    }

    @Test
    void moreWeightsThanSlotsAreRefusedFirst() {
        SortedMap<Uid, Integer> all = new TreeMap<>();
        for (int uid = 0; uid < 4; uid++) {
            all.put(new Uid(uid), 1);
        }
        assertThat(error(Keypair.fromUri("//stranger"), all)).isEqualTo("UidsLengthExceedUidsInSubNet");
    }

    @Test
    void aHotkeyWithTooLittleStakeMayNotSetWeights() {
        assertThat(error(miner, weights(1, 1))).isEqualTo("NotEnoughStakeToSetWeights");
    }

    @Test
    void weightsWaitForTheRateLimitAfterRegistrationAndAfterEachSetting() {
        assertThat(error(validator, weights(2, 1))).isEqualTo("SettingWeightsTooFast");
        chain.runTo(10);
        assertThat(error(validator, weights(2, 1))).isEmpty();
        long set = chain.height();
        chain.runTo(set + 3);
        assertThat(error(validator, weights(2, 1))).isEqualTo("SettingWeightsTooFast");
        assertThat(error(validator, weights(2, 1))).isEmpty();
        assertThat(chain.neuron(validator).lastUpdate()).isEqualTo(set + 5);
    }

    @Test
    void weightsWaitForThePermitOfTheFirstEpoch() {
        chain.runTo(8);
        assertThat(error(validator, weights(2, 1))).isEqualTo("NeuronNoValidatorPermit");
        assertThat(chain.neuron(validator).validatorPermit()).isFalse();
        // Block 10 is the epoch: permits stand before its calls are heard.
        assertThat(error(validator, weights(2, 1))).isEmpty();
        assertThat(chain.neuron(validator).validatorPermit()).isTrue();
    }

    @Test
    void weightsForSlotsThatDoNotExistAreRefused() {
        chain.runTo(10);
        assertThat(error(validator, weights(3, 1))).isEqualTo("UidVecContainInvalidOne");
    }

    @Test
    void anEmptySettingIsTooShort() {
        chain.runTo(10);
        assertThat(error(validator, new TreeMap<>())).isEqualTo("WeightVecLengthIsLow");
    }

    @Test
    void oldSoftwareIsRefusedWhereTheSubnetAsksForNewer() {
        LedgerConfig base = LedgerConfig.laptop(1);
        WeightRules strict = new WeightRules(0, 1, 7, RAO);
        DrivenLedger other =
                new DrivenLedger(new LedgerConfig(1, base.epoch(), base.registration(), strict, base.emission()));
        Keypair hotkey = other.join("validator", 10 * RAO);
        Outcome outcome = other.call(hotkey, new Call.SetWeights(weights(1, 1), 6));
        assertThat(((Outcome.Refused) outcome).error()).isEqualTo("IncorrectWeightVersionKey");
    }

    @Test
    void theOwnersSlotNeedsNeitherStakeNorPermit() {
        assertThat(error(ALICE, weights(2, 1))).isEmpty();
    }

    private String error(Keypair signer, SortedMap<Uid, Integer> weights) {
        Outcome outcome = chain.call(signer, new Call.SetWeights(weights, 0));
        return outcome instanceof Outcome.Refused refused ? refused.error() : "";
    }

    private static SortedMap<Uid, Integer> weights(int uid, int weight) {
        return new TreeMap<>(Map.of(new Uid(uid), weight));
    }
}
