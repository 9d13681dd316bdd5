package io.grail.node.lab.attack;

import io.grail.learning.device.Device;
import io.grail.node.home.Seat;
import io.grail.node.lab.Actor;
import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Capture;
import io.grail.node.miner.MinerRole;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.function.Function;

/** Makes the nodes of one attack from their names; what they share, they share out of everybody's sight. */
@FunctionalInterface
public interface Crew {
    /** More than any ordinary validator of an experiment has, and less than half of all. */
    long LEADING_STAKE = 5_000_000_000_000L;

    /** Enough to be a validator. */
    long SMALL_STAKE = 1_500_000_000_000L;

    /** Nodes of these names that play {@code part}. */
    List<Actor> of(String part, List<String> names);

    /** Each for itself. */
    static Crew each(Behaviour.Maker maker) {
        return (part, names) ->
                names.stream().map(name -> miner(name, part, maker)).toList();
    }

    /** Together: {@code plan} is told all their hotkeys. */
    static Crew together(Function<List<Hotkey>, Behaviour.Maker> plan) {
        return (part, names) -> {
            Behaviour.Maker maker = plan.apply(
                    names.stream().map(name -> Seat.development(name).account()).toList());
            return names.stream().map(name -> miner(name, part, maker)).toList();
        };
    }

    /** Validators that live otherwise. */
    static Crew validators(long stakeRao, Actor.Life life) {
        return (part, names) -> names.stream()
                .map(name -> new Actor(Seat.development(name), part, stakeRao, new Window(0), life))
                .toList();
    }

    /** A miner of its own behaviour. */
    static Actor miner(String name, String part, Behaviour.Maker maker) {
        return Actor.from(
                name,
                part,
                (node, last) -> new MinerRole(node, Device.named("cpu"), Capture.NONE, maker.of(node)).run(last));
    }
}
