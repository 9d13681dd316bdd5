package io.grail.chain.local;

import io.grail.protocol.identity.Uid;
import java.util.SortedMap;

/**
 * What an epoch found for one slot.
 *
 * @param permit whether its weights count in the next epoch
 * @param server share in [0, 1] of the epoch's emission, as a miner
 * @param validator share in [0, 1] of the epoch's emission, as a validator
 * @param bonds u16 by UID, kept for the next epoch
 */
record Verdict(boolean permit, Shares shares, double server, double validator, SortedMap<Uid, Integer> bonds) {

    /** The four figures that the metagraph shows, fractions of 65535. */
    record Shares(int consensus, int incentive, int dividends, int validatorTrust) {
        static final Shares NONE = new Shares(0, 0, 0, 0);
    }
}
