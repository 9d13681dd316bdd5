package io.grail.chain.local;

/**
 * The subnet's figures.
 *
 * @param burnPrice rao that the next registration costs
 * @param pending rao minted and not yet distributed
 * @param issuance all rao there is: every balance, every stake and what is pending
 * @param lastEpoch block of the last epoch
 * @param epochs number of epochs so far
 */
record Economy(long burnPrice, long pending, long issuance, long lastEpoch, long epochs) {
    Economy withBurnPrice(long rao) {
        return new Economy(rao, pending, issuance, lastEpoch, epochs);
    }

    Economy withPending(long rao) {
        return new Economy(burnPrice, rao, issuance, lastEpoch, epochs);
    }

    Economy minted(long rao) {
        return new Economy(burnPrice, pending, Math.addExact(issuance, rao), lastEpoch, epochs);
    }

    Economy afterEpoch(long block) {
        return new Economy(burnPrice, pending, issuance, block, epochs + 1);
    }
}
