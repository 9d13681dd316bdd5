package io.grail.node.lab.attack;

import io.grail.node.validator.Defence;
import io.grail.protocol.window.Window;
import java.util.Optional;

/**
 * One run of a subnet: who attacks, what it is defended by, and which seed.
 *
 * @param attack empty: nobody
 * @param without a defence that is missing
 */
record Experiment(Setting setting, long seed, Optional<Attack> attack, Optional<Defence> without) {
    static Experiment honest(Setting setting, long seed) {
        return new Experiment(setting, seed, Optional.empty(), Optional.empty());
    }

    static Experiment of(Setting setting, long seed, Attack attack) {
        return new Experiment(setting, seed, Optional.of(attack), Optional.empty());
    }

    /** What it is held against: the same seed, with who is honest in the attackers' seats, or nobody. */
    Experiment control() {
        return new Experiment(setting, seed, attack.flatMap(Attack::control), Optional.empty());
    }

    static Experiment without(Setting setting, long seed, Defence defence, Attack attack) {
        return new Experiment(setting, seed, Optional.of(attack), Optional.of(defence));
    }

    /** The window in which the newcomer registers. */
    Window newcomerJoins() {
        long first = setting.rules(seed).run().startWindow();
        return new Window(first).plus(setting.newcomerAfter());
    }

    /** For people. */
    String text() {
        return setting.preset() + " seed " + seed + " "
                + attack.map(Attack::key).orElse("nobody")
                + without.map(defence -> " without " + defence.key()).orElse("");
    }
}
