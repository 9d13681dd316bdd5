package io.grail.protocol.incentive;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Whom a validator judges in a window that has no time for all (docs/incentive.md, section Docket). */
public final class Docket {
    private static final byte[] DOMAIN = "grail/docket/1".getBytes(StandardCharsets.US_ASCII);

    private Docket() {}

    /**
     * Half of the seats, rounded up, for those with the fewest matches, newcomers first; the others by lot among all that
     * are left. The lot is the validator's secret, so that nobody who has just been judged can know that it will not be
     * judged again.
     *
     * @param standings before this window
     * @param candidates with a valid update, in any order
     * @param seats at least 1
     * @param secret the validator's for the window
     */
    public static Set<Hotkey> draw(Standings standings, Collection<Hotkey> candidates, int seats, Hash secret) {
        if (seats < 1) {
            throw new IllegalArgumentException("a docket needs a seat at least, got " + seats);
        }
        Comparator<Hotkey> byLot = Comparator.comparing(
                        (Function<Hotkey, Hash>) hotkey -> Hash.sha256(DOMAIN, secret.bytes(), hotkey.bytes()))
                .thenComparing(Comparator.naturalOrder());
        Comparator<Hotkey> byMatches = Comparator.comparingInt(
                hotkey -> standings.of(hotkey).map(s -> s.skill().matches()).orElse(0));
        List<Hotkey> leastJudged = candidates.stream()
                .distinct()
                .sorted(byMatches.thenComparing(byLot))
                .limit((seats + 1) / 2)
                .toList();
        Set<Hotkey> drawn = new TreeSet<>(leastJudged);
        candidates.stream()
                .distinct()
                .filter(hotkey -> !drawn.contains(hotkey))
                .sorted(byLot)
                .limit(seats - leastJudged.size())
                .forEach(drawn::add);
        return drawn;
    }
}
