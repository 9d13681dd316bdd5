package io.grail.protocol.incentive;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.IncentiveConfig;
import io.grail.protocol.run.OuterConfig;
import io.grail.protocol.window.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which valid updates enter the manifest, and in which order (docs/incentive.md, section Merge). */
public final class MergeSelection {
    /** Own-data average below which a miner is not believed: three failed tests more than passed ones, of the last few. */
    private static final double BELIEVED = -0.12;

    /** Deviations of a rating by which a miner must be below the median to be clearly worse. */
    private static final double CLEAR = 2;

    private static final byte[] DOMAIN = "grail/merge-lot/1".getBytes(StandardCharsets.US_ASCII);

    private MergeSelection() {}

    /**
     * Best ordinal first, then the newcomers by lot; at most {@code gatherPeers}. A newcomer has played no match yet.
     * Miners put out or out of the merge are left out, and so are those whose own-data average is below −0.12, unless
     * that is so for all: who is not believed to have trained on its samples has no say in the model.
     *
     * @param standings before this window
     * @param accepted whose update of {@code window} passed all checks, in any order
     * @param lot a block hash that nobody knew when the updates were made
     */
    public static List<Hotkey> select(
            Standings standings, Collection<Hotkey> accepted, Window window, Hash lot, OuterConfig outer) {
        List<Hotkey> admitted = able(
                standings,
                believed(
                        standings,
                        accepted.stream()
                                .distinct()
                                .filter(hotkey -> admits(standings, hotkey, window))
                                .toList()));
        Comparator<Hotkey> byOrdinal = Comparator.comparingDouble(hotkey -> -ordinal(standings, hotkey));
        List<Hotkey> rated = admitted.stream()
                .filter(hotkey -> hasHistory(standings, hotkey))
                .sorted(byOrdinal.thenComparing(Comparator.naturalOrder()))
                .toList();
        List<Hotkey> newcomers = admitted.stream()
                .filter(hotkey -> !hasHistory(standings, hotkey))
                .sorted(Comparator.comparing(hotkey -> Hash.sha256(DOMAIN, lot.bytes(), hotkey.bytes())))
                .toList();
        int seats = outer.gatherPeers();
        int kept = Math.min(newcomers.size(), outer.newcomerSeats());
        List<Hotkey> chosen = new ArrayList<>(rated.subList(0, Math.min(rated.size(), seats - kept)));
        chosen.addAll(newcomers.subList(0, Math.min(newcomers.size(), seats - chosen.size())));
        return List.copyOf(chosen);
    }

    /**
     * Whom likeness keeps out of the merge: what one worker says behind several hotkeys must not count several times.
     *
     * @param likenesses of the window's valid updates
     */
    public static SortedMap<Hotkey, Finding> tooAlike(SortedMap<Hotkey, Likeness> likenesses, IncentiveConfig config) {
        SortedMap<Hotkey, Finding> excluded = new TreeMap<>();
        likenesses.forEach((hotkey, likeness) -> {
            if (likeness.excess() >= config.alikeClear()) {
                excluded.put(hotkey, new Finding(Rule.ALIKE, likeness.excess(), config.alikeClear()));
            }
        });
        return excluded;
    }

    private static boolean admits(Standings standings, Hotkey hotkey, Window window) {
        return standings
                .of(hotkey)
                .map(s -> !s.exiledAt(window) && !s.conduct().outOfMerge())
                .orElse(true);
    }

    private static List<Hotkey> believed(Standings standings, List<Hotkey> admitted) {
        List<Hotkey> believed = admitted.stream()
                .filter(hotkey -> standings
                        .of(hotkey)
                        .map(s -> s.skill().binary() >= BELIEVED)
                        .orElse(true))
                .toList();
        return believed.isEmpty() ? admitted : believed;
    }

    /** Without those who are clearly worse than the (lower) median of the rated. */
    private static List<Hotkey> able(Standings standings, List<Hotkey> admitted) {
        double[] means = admitted.stream()
                .filter(hotkey -> hasHistory(standings, hotkey))
                .mapToDouble(hotkey -> rating(standings, hotkey).mu())
                .sorted()
                .toArray();
        double median = means.length == 0 ? 0 : means[(means.length - 1) / 2];
        return admitted.stream()
                .filter(hotkey -> !hasHistory(standings, hotkey)
                        || rating(standings, hotkey).mu()
                                        + CLEAR * rating(standings, hotkey).sigma()
                                >= median)
                .toList();
    }

    private static Rating rating(Standings standings, Hotkey hotkey) {
        return standings.of(hotkey).orElseThrow().skill().rating();
    }

    private static boolean hasHistory(Standings standings, Hotkey hotkey) {
        return standings.of(hotkey).map(s -> s.skill().matches() > 0).orElse(false);
    }

    private static double ordinal(Standings standings, Hotkey hotkey) {
        return standings.of(hotkey).map(s -> s.skill().rating().ordinal()).orElse(0.0);
    }
}
