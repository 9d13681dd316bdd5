package io.grail.chain.local;

import static io.grail.chain.local.DrivenLedger.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.Call;
import io.grail.chain.Commitment;
import io.grail.chain.Neuron;
import io.grail.chain.Outcome;
import io.grail.protocol.anchor.Anchor;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Uid;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LedgerTest {
    private static final long RAO = Ledger.RAO;

    @Test
    void minersAndValidatorsSplitTheEmissionByTheWeights() {
        DrivenLedger chain = new DrivenLedger(LedgerConfig.laptop(1));
        Keypair first = chain.join("validator1", 10_000 * RAO);
        Keypair second = chain.join("validator2", 10_000 * RAO);
        Keypair good = chain.join("good", 0);
        Keypair better = chain.join("better", 0);
        chain.runTo(11);
        for (Keypair validator : List.of(first, second)) {
            chain.call(
                    validator,
                    new Call.SetWeights(
                            new TreeMap<>(Map.of(
                                    chain.neuron(good).uid(),
                                    1,
                                    chain.neuron(better).uid(),
                                    3)),
                            0));
        }
        chain.runTo(20);
        long total = 10 * (RAO - RAO * 11_796 / 65_535);
        assertThat((double) chain.neuron(good).emission()).isBetween(total / 8.0 * 0.9999, total / 8.0 * 1.0001);
        assertThat((double) chain.neuron(better).emission()).isBetween(total * 0.375 * 0.9999, total * 0.375 * 1.0001);
        assertThat(chain.neuron(good).stake()).isEqualTo(chain.neuron(good).emission());
        assertThat((double) chain.neuron(first).emission()).isBetween(total / 4.0 * 0.9999, total / 4.0 * 1.0001);
        assertThat(chain.neuron(better).incentive()).isEqualTo(49_151);
    }

    @Test
    void whatMinersWouldEarnOnTheOwnersSlotIsBurned() {
        DrivenLedger chain = new DrivenLedger(LedgerConfig.laptop(1));
        Keypair validator = chain.join("validator", 10_000 * RAO);
        chain.runTo(11);
        chain.call(validator, new Call.SetWeights(new TreeMap<>(Map.of(new Uid(0), 1)), 0));
        chain.runTo(19);
        long issuance = chain.ledger().issuance();
        chain.runTo(20);
        Neuron owner = chain.neuron(DevAccounts.OWNER_HOTKEY);
        assertThat(owner.incentive()).isEqualTo(65_535);
        assertThat(owner.stake()).isZero();
        assertThat(chain.ledger().issuance()).isEqualTo(issuance + RAO - owner.emission());
    }

    @Test
    void whoStakesOnAnothersValidatorSharesItsPay() {
        DrivenLedger chain = new DrivenLedger(LedgerConfig.laptop(1));
        Keypair bob = Keypair.fromUri("//Bob");
        Keypair validator = chain.join("validator", 3_000 * RAO);
        chain.call(bob, new Call.AddStake(validator.hotkey(), 1_000 * RAO));
        chain.runTo(10);
        double pay = chain.neuron(validator).emission();
        double take = 11_796 / 65_535.0;
        assertThat((double) chain.ledger().stake(validator.hotkey(), bob.coldkey()) - 1_000 * RAO)
                .isBetween(pay * (1 - take) / 4 * 0.999, pay * (1 - take) / 4 * 1.001);
    }

    @Test
    void raoIsConservedWhateverHappens() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        DrivenLedger chain =
                new DrivenLedger(LedgerConfig.laptop(seed).withSlots(6, 10, 1).withWeights(1, RAO));
        List<Keypair> keys = List.of("Alice", "Bob", "Charlie", "a", "b", "c", "d", "e").stream()
                .map(name -> Keypair.fromUri("//" + name))
                .toList();
        int included = 0;
        for (int i = 0; i < 400; i++) {
            Keypair signer = keys.get(random.nextInt(keys.size()));
            included += chain.call(signer, anyCall(random, keys)) instanceof Outcome.Included ? 1 : 0;
            assertThat(chain.ledger().accounted())
                    .as("seed %d, block %d", seed, chain.height())
                    .isEqualTo(chain.ledger().issuance());
        }
        assertThat(included).as("seed %d", seed).isGreaterThan(50);
    }

    private static Call anyCall(Random random, List<Keypair> keys) {
        Keypair other = keys.get(random.nextInt(keys.size()));
        long rao = random.nextLong(100 * RAO);
        return switch (random.nextInt(5)) {
            case 0 -> new Call.BurnedRegister(other.hotkey());
            case 1 -> new Call.AddStake(other.hotkey(), rao);
            case 2 -> new Call.RemoveStake(other.hotkey(), rao);
            case 3 -> new Call.Transfer(other.account(), rao);
            default -> new Call.SetWeights(new TreeMap<>(Map.of(new Uid(random.nextInt(3)), 1, new Uid(4), 7)), 0);
        };
    }

    @Test
    void aSignatureForAnotherChainOrAnotherPlaceIsRefused() {
        DrivenLedger chain = new DrivenLedger(LedgerConfig.laptop(1));
        Ledger other = Ledger.genesis(LedgerConfig.laptop(2), Pace.Virtual.GENESIS_MILLIS);
        Call call = new Call.Transfer(Keypair.fromUri("//Bob").account(), 5);
        Extrinsic foreign = Extrinsic.sign(call, ALICE, 0, other.genesisHash());
        Extrinsic early = Extrinsic.sign(call, ALICE, 1, chain.ledger().genesisHash());
        Extrinsic right = Extrinsic.sign(call, ALICE, 0, chain.ledger().genesisHash());
        assertThat(chain.block(List.of(foreign, early, right, right)))
                .extracting(outcome -> outcome instanceof Outcome.Refused refused ? refused.error() : "")
                .containsExactly("BadProof", "Future", "", "Stale");
        assertThat(chain.ledger().nonce(ALICE.account())).isEqualTo(1);
    }

    @Test
    void commitmentsNeedASlotAndFitTheBudgetOfAnEpoch() {
        DrivenLedger chain = new DrivenLedger(LedgerConfig.laptop(1).withTempo(100));
        Keypair miner = chain.join("miner", 0);
        assertThat(chain.call(Keypair.fromUri("//stranger"), new Call.SetCommitment("x")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.error()).isEqualTo("AccountNotAllowedCommit"));
        for (int i = 0; i < 31; i++) {
            chain.call(miner, new Call.SetCommitment("text " + i));
        }
        assertThat(chain.call(miner, new Call.SetCommitment("text 31")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.error()).isEqualTo("SpaceLimitExceeded"));
        assertThat(chain.ledger().commitment(miner.hotkey()).map(Commitment::location))
                .contains("text 30");
        assertThatThrownBy(() -> new Call.SetCommitment("é".repeat(65)))
                .hasMessageContaining("at most 128 bytes of UTF-8, got 130");
    }

    @Test
    void anAnchorCostsItsBytesBesideTheLocation() {
        DrivenLedger chain = new DrivenLedger(LedgerConfig.laptop(1).withTempo(100));
        assertThat(anchorsInOneEpoch(chain, "full", 128)).isEqualTo(18);
        assertThat(anchorsInOneEpoch(chain, "short", 60)).isEqualTo(31);
        assertThat(anchorsInOneEpoch(chain, "longer", 61)).isEqualTo(30);
    }

    private static long anchorsInOneEpoch(DrivenLedger chain, String name, int locationBytes) {
        Keypair validator = chain.join(name, 0);
        long made = 0;
        String location = "x".repeat(locationBytes);
        Optional<Anchor> anchor = Optional.of(new Anchor(new Window(0), Hash.ZERO));
        while (chain.call(validator, new Call.SetCommitment(location, anchor)) instanceof Outcome.Included) {
            made++;
        }
        return made;
    }
}
