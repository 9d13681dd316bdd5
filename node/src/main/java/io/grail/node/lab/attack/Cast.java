package io.grail.node.lab.attack;

import io.grail.node.home.Seat;
import io.grail.node.lab.Actor;
import io.grail.node.lab.Conditions;
import io.grail.node.lab.SubnetPlan;
import io.grail.node.miner.Behaviour;
import io.grail.node.validator.Defence;
import io.grail.protocol.identity.Hotkey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who takes part in an experiment: honest miners and validators, among the miners a slow one, one whose machine computes
 * otherwise and one that comes later, and the attackers.
 */
record Cast(SubnetPlan plan, List<String> honest, List<String> attackers) {
    static final String SLOW = "slow";
    static final String COARSE = "coarse";
    static final String NEWCOMER = "newcomer";
    static final String JUDGE = "validator-0";
    /** Miners by the book; an honest miner's pay is theirs. */
    static final List<String> ORDINARY = List.of("miner-0", "miner-1", "miner-2", "miner-3");

    private static final int VALIDATORS = 2;
    /** A third of all miners, and less once the newcomer is there. */
    private static final int ATTACKERS = 3;

    private static final int BLOCK_MILLIS = 1_000;

    static Cast of(Experiment experiment) {
        boolean sealed = !experiment.without().equals(Optional.of(Defence.SEAL));
        Behaviour.Maker byTheBook = sealed ? node -> Behaviour.HONEST : LeakyMiner::new;
        List<Actor> actors = new ArrayList<>();
        ORDINARY.forEach(name -> actors.add(Crew.miner(name, "ordinary", byTheBook)));
        actors.add(Crew.miner(SLOW, SLOW, node -> new Honest.Slow()));
        actors.add(Crew.miner(COARSE, COARSE, node -> new Honest.Coarse()));
        Actor late = Crew.miner(NEWCOMER, NEWCOMER, byTheBook);
        actors.add(new Actor(late.seat(), NEWCOMER, 0, experiment.newcomerJoins(), late.life()));
        List<String> honest = actors.stream().map(actor -> actor.seat().name()).toList();
        List<Actor> attackers =
                experiment.attack().map(a -> a.actors(0, a.size())).orElse(List.of());
        actors.addAll(attackers);
        for (int i = attackers.size(); i < ATTACKERS; i++) {
            // Holds a slot and sends nothing, so that everybody else is assigned what it is in the run with attackers.
            actors.add(Actor.from(Attack.PREFIX + i, "silent", (node, last) -> {}));
        }
        Set<Defence> off = experiment.without().map(Matrix::takenAway).orElse(Set.of());
        return new Cast(
                new SubnetPlan(0, VALIDATORS, BLOCK_MILLIS, true, false, actors, new Conditions(off, true)),
                honest,
                attackers.stream().map(actor -> actor.seat().name()).toList());
    }

    /** What {@code name} staked when it came. */
    long stake(String name) {
        List<Seat> validators = plan.validatorSeats();
        for (int i = 0; i < validators.size(); i++) {
            if (validators.get(i).name().equals(name)) {
                return plan.stakeRao(i);
            }
        }
        return plan.actors().stream()
                .filter(actor -> actor.seat().name().equals(name))
                .mapToLong(Actor::stakeRao)
                .sum();
    }

    Map<Hotkey, String> names() {
        Map<Hotkey, String> names = new HashMap<>();
        for (Seat seat : plan.seats()) {
            names.put(seat.account(), seat.name());
        }
        return names;
    }
}
