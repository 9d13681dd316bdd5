package io.grail.chain.local;

import static io.grail.chain.local.DrivenLedger.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.grail.chain.Call;
import io.grail.chain.Neuron;
import io.grail.chain.Outcome;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RegistrationTest {
    private static final long RAO = Ledger.RAO;

    @Test
    void thePriceRisesWithEveryRegistrationAndDecaysByHalfInItsHalfLife() {
        DrivenLedger chain = new DrivenLedger(LedgerConfig.laptop(1));
        for (int i = 0; i < 8; i++) {
            long before = chain.ledger().burnPrice();
            chain.join("miner" + i, 0);
            // One block's decay (0.2 %) lies between the price before and the price that the next one pays.
            assertThat((double) chain.ledger().burnPrice()).isBetween(before * 1.25, before * 1.2601);
        }
        long high = chain.ledger().burnPrice();
        chain.runTo(chain.height() + 360);
        assertThat((double) chain.ledger().burnPrice()).isBetween(high * 0.4999, high * 0.5001);
        chain.runTo(chain.height() + 2_000);
        assertThat(chain.ledger().burnPrice()).isEqualTo(RAO / 2_000);
    }

    @Test
    void aRegistrationCostsItsSignerThePriceAndBurnsIt() {
        DrivenLedger chain = new DrivenLedger(LedgerConfig.laptop(1));
        Keypair bob = Keypair.fromUri("//Bob");
        long issuance = chain.ledger().issuance();
        chain.call(bob, new Call.BurnedRegister(Keypair.fromUri("//miner").hotkey()));
        assertThat(chain.ledger().balance(bob.account())).isEqualTo(DevAccounts.ENDOWMENT - RAO / 2_000);
        assertThat(chain.ledger().issuance()).isEqualTo(issuance + RAO - RAO / 2_000);
    }

    @Test
    void aHotkeyIsRegisteredOnceByWhoCanPayAndOwnsIt() {
        DrivenLedger chain = new DrivenLedger(LedgerConfig.laptop(1));
        Keypair miner = chain.join("miner", 0);
        Keypair stranger = Keypair.fromUri("//stranger");
        assertThat(error(chain.call(ALICE, new Call.BurnedRegister(miner.hotkey()))))
                .isEqualTo("HotKeyAlreadyRegisteredInSubNet");
        assertThat(error(chain.call(stranger, new Call.BurnedRegister(stranger.hotkey()))))
                .isEqualTo("NotEnoughBalanceToStake");
        assertThat(chain.neuron(miner).coldkey()).isEqualTo(ALICE.coldkey());
    }

    @Test
    void aFullSubnetRecyclesTheSlotThatEarnsLeastThenTheOldest() {
        DrivenLedger chain =
                new DrivenLedger(LedgerConfig.laptop(1).withSlots(4, 0, 0).withWeights(0, RAO));
        Keypair validator = chain.join("validator", 1_000 * RAO);
        Keypair older = chain.join("older", 0);
        Keypair younger = chain.join("younger", 0);
        chain.runTo(11);
        assertThat(chain.neuron(validator).emission()).isPositive();
        Neuron lost = chain.neuron(older);

        Keypair newcomer = chain.join("newcomer", 0);
        assertThat(chain.neuron(newcomer).uid()).isEqualTo(lost.uid());
        assertThat(chain.ledger().neurons()).hasSize(4);
        assertThat(chain.ledger().neurons())
                .extracting(Neuron::hotkey)
                .contains(DevAccounts.OWNER_HOTKEY, validator.hotkey(), younger.hotkey())
                .doesNotContain(older.hotkey());
    }

    @Test
    void aFreshSlotIsSparedWhileEnoughOthersCanGo() {
        DrivenLedger chain = new DrivenLedger(LedgerConfig.laptop(1).withSlots(4, 20, 0));
        Keypair older = chain.join("older", 0);
        chain.runTo(21);
        Keypair second = chain.join("second", 0);
        Keypair third = chain.join("third", 0);
        chain.join("fourth", 0);
        assertThat(hotkeys(chain)).doesNotContain(older.hotkey()).contains(second.hotkey(), third.hotkey());

        // Nobody is past immunity now: the oldest of the immune goes.
        chain.join("fifth", 0);
        assertThat(hotkeys(chain)).doesNotContain(second.hotkey()).contains(third.hotkey());
    }

    @Test
    void aRecycledSlotKeepsNothingOfItsFormerHolderButTheStakeStaysHis() {
        DrivenLedger chain = new DrivenLedger(LedgerConfig.laptop(1).withSlots(2, 0, 0));
        Keypair first = chain.join("first", 500 * RAO);
        chain.call(first, new Call.SetCommitment("file:///first"));
        Keypair second = chain.join("second", 0);
        Neuron neuron = chain.neuron(second);
        assertThat(neuron.stake()).isZero();
        assertThat(neuron.emission()).isZero();
        assertThat(neuron.registeredAt()).isEqualTo(chain.height()).isEqualTo(neuron.lastUpdate());
        assertThat(chain.ledger().commitment(first.hotkey())).isEmpty();
        assertThat(chain.ledger().stake(first.hotkey(), ALICE.coldkey())).isEqualTo(500 * RAO);
    }

    private static List<Hotkey> hotkeys(DrivenLedger chain) {
        return chain.ledger().neurons().stream().map(Neuron::hotkey).toList();
    }

    private static String error(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused ? refused.error() : "";
    }
}
