package io.grail.chain.local;

import io.grail.protocol.identity.Uid;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Everything that one epoch is computed from.
 *
 * @param block in which the epoch runs
 * @param previous block of the epoch before: bonds to a slot that changed hands since are dropped
 * @param owner the owner's slot, whose weight on itself counts
 * @param stakes by UID
 */
record YumaEpoch(EpochRules rules, long block, long previous, Optional<Uid> owner, List<Staked> stakes) {
    YumaEpoch {
        stakes = List.copyOf(stakes);
    }

    /**
     * One slot as the epoch finds it.
     *
     * @param stake rao that count; zero below the threshold
     * @param weights u16 by UID, largest 65535
     * @param bonds u16 by UID
     */
    record Staked(
            long stake, boolean permit, Since since, SortedMap<Uid, Integer> weights, SortedMap<Uid, Integer> bonds) {}

    /** Blocks of a slot's registration and of its last setting of weights. */
    record Since(long registeredAt, long lastUpdate) {}
}
