package io.grail.node.lab.chaos;

import io.grail.node.home.Seat;
import io.grail.protocol.identity.Hotkey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who takes part in a run under faults. Of the validators any two have more than half of the stake, so that one may be
 * away.
 */
record Cast(List<String> miners, List<String> validators, Map<String, Seat> seats) {
    /** Three of each. */
    static final Cast USUAL = of(3, 3);

    private static final long RAO_EACH = 1_000_000_000_000L;
    private static final int SPREAD = 5;

    static Cast of(int miners, int validators) {
        List<String> mine = names("miner-", miners);
        List<String> validate = names("validator-", validators);
        return new Cast(
                mine,
                validate,
                Stream.concat(mine.stream(), validate.stream())
                        .collect(Collectors.toMap(Function.identity(), Seat::development)));
    }

    /** Rao that a node stakes: a little more, the earlier the validator. */
    long stakeRao(String node) {
        int rank = validators.indexOf(node);
        return rank < 0 ? 0 : (SPREAD + validators.size() - rank) * RAO_EACH;
    }

    boolean isMiner(String node) {
        return miners.contains(node);
    }

    Seat seat(String node) {
        return Optional.ofNullable(seats.get(node))
                .orElseThrow(() -> new IllegalArgumentException("nobody is called " + node));
    }

    Hotkey hotkey(String node) {
        return seat(node).account();
    }

    Stream<String> names() {
        return Stream.concat(validators.stream(), miners.stream());
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }
}
