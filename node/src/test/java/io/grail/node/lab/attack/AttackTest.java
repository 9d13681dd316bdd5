package io.grail.node.lab.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.node.lab.Actor;
import io.grail.node.validator.Defence;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttackTest {
    @Test
    void everyAttackHasANameOfItsOwn() {
        assertThat(Attack.ALL).extracting(Attack::key).doesNotHaveDuplicates().hasSizeGreaterThan(25);
    }

    @Test
    void aListNamesAttackersAndTheirNumbers() {
        List<Actor> actors = Attack.parse("sign-flip, copier:2,sign-flip");
        assertThat(actors)
                .extracting(actor -> actor.seat().name() + " " + actor.part())
                .containsExactly(
                        "attacker-0 sign-flip", "attacker-1 sign-flip", "attacker-2 copier", "attacker-3 copier");
    }

    @Test
    void whatIsNoAttackIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> Attack.parse("sign-flop"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no attack 'sign-flop'")
                .hasMessageContaining("sign-flip");
        assertThatThrownBy(() -> Attack.parse("copier:0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NAME:NUMBER");
    }

    @Test
    void everyDefenceHasAnAttackThatItIsThereFor() {
        for (Defence defence : Defence.values()) {
            assertThat(Attack.ALL).contains(Matrix.target(defence));
        }
    }

    @Test
    void anHonestRunHasAsManyHotkeysAsOneWithAttackers() {
        Setting setting = Setting.micro(12);
        List<String> honest = names(Cast.of(Experiment.honest(setting, 1)));
        for (Attack attack : Attack.ALL) {
            assertThat(names(Cast.of(Experiment.of(setting, 1, attack)))).isEqualTo(honest);
        }
    }

    @Test
    void theLaptopsModelIsTriedWithEverySeed() {
        Attack attack = Attack.of("wrong-data");
        assertThat(Matrix.ofTiny(List.of(attack), 2).experiments())
                .extracting(Experiment::text)
                .containsExactly(
                        "tiny seed 1 nobody", "tiny seed 2 nobody", "tiny seed 1 wrong-data", "tiny seed 2 wrong-data");
        assertThat(Matrix.all(2).experiments())
                .extracting(Experiment::text)
                .doesNotHaveDuplicates()
                .contains("tiny seed 1 wrong-data", "tiny seed 2 wrong-data", "tiny seed 2 nobody");
        assertThat(Matrix.of(List.of(), 2).isEmpty()).isTrue();
    }

    private static List<String> names(Cast cast) {
        return cast.plan().seats().stream().map(seat -> seat.name()).toList();
    }
}
