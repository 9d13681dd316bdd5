package io.grail.protocol.anchor;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who has a say in a window, and who has said what.
 *
 * @param stakes in rao, positive, by validator with a permit; at most 2⁶³ − 1 together
 * @param anchors the manifest that each of them anchored first; those that have anchored none are missing
 */
public record Quorum(Window window, SortedMap<Hotkey, Long> stakes, SortedMap<Hotkey, Hash> anchors) {
    public Quorum {
        stakes = Collections.unmodifiableSortedMap(new TreeMap<>(stakes));
        anchors = Collections.unmodifiableSortedMap(new TreeMap<>(anchors));
        stakes.forEach((hotkey, stake) -> {
            if (stake <= 0) {
                throw new IllegalArgumentException("the stake of " + hotkey + " must be positive, got " + stake);
            }
        });
        if (!stakes.keySet().containsAll(anchors.keySet())) {
            throw new IllegalArgumentException("an anchor of somebody without a say: " + anchors.keySet());
        }
    }

    /** With the anchors that stand after one more block; whoever has anchored this window before stays with that. */
    Quorum after(Map<Hotkey, Anchor> standing) {
        SortedMap<Hotkey, Hash> found = new TreeMap<>(anchors);
        standing.forEach((hotkey, anchor) -> {
            if (anchor.window().equals(window) && stakes.containsKey(hotkey)) {
                found.putIfAbsent(hotkey, anchor.manifest());
            }
        });
        return found.size() == anchors.size() ? this : new Quorum(window, stakes, found);
    }

    /** All stake that has a say, in rao. */
    public long total() {
        return stakes.values().stream().reduce(0L, Math::addExact);
    }

    /** Rao behind each manifest that somebody anchored, by ascending hash. */
    public SortedMap<Hash, Long> support() {
        SortedMap<Hash, Long> support = new TreeMap<>();
        stakes.forEach((hotkey, stake) ->
                Optional.ofNullable(anchors.get(hotkey)).ifPresent(hash -> support.merge(hash, stake, Math::addExact)));
        return support;
    }

    /** Those who anchored another manifest than {@code manifest}, and which. */
    public SortedMap<Hotkey, Hash> against(Hash manifest) {
        SortedMap<Hotkey, Hash> others = new TreeMap<>(anchors);
        others.values().removeIf(manifest::equals);
        return others;
    }

    /** The manifest with most stake, ties to the lower hash; empty if nobody has anchored. */
    Optional<Hash> plurality() {
        return support().entrySet().stream()
                .reduce((best, next) -> next.getValue() > best.getValue() ? next : best)
                .map(Map.Entry::getKey);
    }

    /** The manifest with more than half of all stake that has a say. */
    Optional<Hash> majority() {
        SortedMap<Hash, Long> support = support();
        // Not 2 · support > total, which could overflow.
        return plurality().filter(hash -> support.getOrDefault(hash, 0L) > total() - support.getOrDefault(hash, 0L));
    }
}
