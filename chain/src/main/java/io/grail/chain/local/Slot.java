package io.grail.chain.local;

import io.grail.chain.local.Verdict.Shares;
import io.grail.chain.local.YumaEpoch.Since;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Uid;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A UID's holder: since when, what it asks for others, and how the last epoch left it. */
record Slot(Hotkey hotkey, Since since, SortedMap<Uid, Integer> weights, Standing standing) {
    private static final SortedMap<Uid, Integer> EMPTY = Collections.unmodifiableSortedMap(new TreeMap<>());

    /** A newcomer's slot. */
    static Slot fresh(Hotkey hotkey, long block) {
        return new Slot(hotkey, new Since(block, block), EMPTY, new Standing(false, Shares.NONE, 0, EMPTY));
    }

    Slot withWeights(SortedMap<Uid, Integer> changed, long block) {
        return new Slot(hotkey, new Since(since.registeredAt(), block), changed, standing);
    }

    Slot after(Verdict verdict, long emission) {
        Standing next = new Standing(verdict.permit(), verdict.shares(), emission, verdict.bonds());
        return new Slot(hotkey, since, weights, next);
    }

    /** What the last epoch said: permit, shares, rao received and bonds. */
    record Standing(boolean permit, Shares shares, long emission, SortedMap<Uid, Integer> bonds) {}
}
