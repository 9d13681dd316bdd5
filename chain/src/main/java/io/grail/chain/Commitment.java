package io.grail.chain;

import io.grail.protocol.anchor.Anchor;
import io.grail.protocol.identity.Hotkey;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a hotkey has published on the chain.
 *
 * @param location of its bucket, as others open it
 * @param anchor the manifest that it stands behind, if it has said so
 * @param block in which it was last set
 */
public record Commitment(String location, Optional<Anchor> anchor, long block) {
    /** The anchors among {@code commitments}. */
    public static SortedMap<Hotkey, Anchor> anchors(SortedMap<Hotkey, Commitment> commitments) {
        SortedMap<Hotkey, Anchor> anchors = new TreeMap<>();
        commitments.forEach((hotkey, commitment) -> commitment.anchor().ifPresent(a -> anchors.put(hotkey, a)));
        return anchors;
    }
}
