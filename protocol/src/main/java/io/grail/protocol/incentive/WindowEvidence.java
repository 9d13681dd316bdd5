package io.grail.protocol.incentive;

import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one validator found out about all miners in one window.
 *
 * @param window whose updates were judged
 * @param byMiner one entry for every hotkey that ought to have sent an update; those not registered are left out
 * @param likenesses of the updates that were measured
 * @param registered all hotkeys on the subnet; who is not among them loses its standing
 */
public record WindowEvidence(
        Window window,
        SortedMap<Hotkey, Evidence> byMiner,
        SortedMap<Hotkey, Likeness> likenesses,
        SortedSet<Hotkey> registered) {
    public WindowEvidence {
        registered = Collections.unmodifiableSortedSet(new TreeSet<>(registered));
        TreeMap<Hotkey, Evidence> kept = new TreeMap<>(byMiner);
        kept.keySet().retainAll(registered);
        byMiner = Collections.unmodifiableSortedMap(kept);
        likenesses = Collections.unmodifiableSortedMap(new TreeMap<>(likenesses));
    }

    /** The same with these likenesses. */
    public WindowEvidence with(SortedMap<Hotkey, Likeness> found) {
        return new WindowEvidence(window, byMiner, found, registered);
    }

    /** The evidence for {@code window}, from collections in any order, without likenesses. */
    public static WindowEvidence of(Window window, Map<Hotkey, Evidence> byMiner, Collection<Hotkey> registered) {
        return new WindowEvidence(
                window, new TreeMap<>(byMiner), new TreeMap<>(), new TreeSet<>(Set.copyOf(registered)));
    }
}
