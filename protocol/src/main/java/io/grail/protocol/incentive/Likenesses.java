package io.grail.protocol.incentive;

import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.state.PairwiseLikeness;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.SparseUpdate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds for every update of a window the one that is most like it (docs/incentive.md, section Likeness). */
public final class Likenesses {
    /** Of fewer updates one cannot say what is usual. */
    private static final int FEWEST = 3;

    private Likenesses() {}

    /** For every update its nearest other one; empty for fewer than three. */
    public static SortedMap<Hotkey, Likeness> of(SortedMap<Hotkey, SparseUpdate> updates, ParallelFor parallel) {
        List<Hotkey> hotkeys = List.copyOf(updates.keySet());
        SortedMap<Hotkey, Likeness> nearest = new TreeMap<>();
        if (hotkeys.size() < FEWEST) {
            return nearest;
        }
        PairwiseLikeness pairs = PairwiseLikeness.of(new ArrayList<>(updates.values()), parallel);
        double usual = usual(pairs, hotkeys.size());
        for (int i = 0; i < hotkeys.size(); i++) {
            int closest = closest(pairs, i, hotkeys.size());
            // 1 where all are equal: then nothing can be more alike than is usual.
            double excess = usual >= 1 ? 0 : (pairs.cosine(i, closest) - usual) / (1 - usual);
            nearest.put(hotkeys.get(i), new Likeness(hotkeys.get(closest), pairs.positions(i, closest), excess));
        }
        return nearest;
    }

    private static int closest(PairwiseLikeness pairs, int i, int count) {
        int closest = i == 0 ? 1 : 0;
        for (int j = 0; j < count; j++) {
            if (j != i && pairs.cosine(i, j) > pairs.cosine(i, closest)) {
                closest = j;
            }
        }
        return closest;
    }

    /** The lower median of all pairs' cosines. */
    private static double usual(PairwiseLikeness pairs, int count) {
        double[] cosines = new double[count * (count - 1) / 2];
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                cosines[next++] = pairs.cosine(i, j);
            }
        }
        Arrays.sort(cosines);
        return cosines[(cosines.length - 1) / 2];
    }
}
