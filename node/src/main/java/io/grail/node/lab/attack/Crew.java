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
    /** More than all others of a run together have at its beginning but one. */
    long LEADING_STAKE = 6_000_000_000_000L;

    long SMALL_STAKE = 1_500_000_000_000L;

    List<Actor> of(List<String> names);

    /** Each for itself. */
    static Crew each(Behaviour.Maker maker) {
        return names -> names.stream().map(name -> miner(name, maker)).toList();
    }

    /** Together: {@code plan} is told all their hotkeys. */
    static Crew together(Function<List<Hotkey>, Behaviour.Maker> plan) {
        return names -> {
            Behaviour.Maker maker = plan.apply(
                    names.stream().map(name -> Seat.development(name).account()).toList());
            return names.stream().map(name -> miner(name, maker)).toList();
        };
    }

    static Crew validators(long stakeRao, Actor.Life life) {
        return names -> names.stream()
                .map(name -> new Actor(Seat.development(name), stakeRao, new Window(0), life))
                .toList();
    }

    /** A miner of its own behaviour. */
    static Actor miner(String name, Behaviour.Maker maker) {
        return Actor.from(
                name, (node, last) -> new MinerRole(node, Device.named("cpu"), Capture.NONE, maker.of(node)).run(last));
    }
}
