package io.grail.chain.local;

/**
 * What a block mints and who takes a cut.
 *
 * @param raoPerBlock minted by each block
 * @param ownerCut fraction of 65535 of each block's emission that goes to the subnet's owner
 * @param delegateTake fraction of 65535 of a validator's pay that its owner keeps before others' stake shares the rest
 */
public record EmissionRules(long raoPerBlock, int ownerCut, int delegateTake) {
    public EmissionRules {
        Check.range("raoPerBlock", raoPerBlock, 0, 1_000 * Ledger.RAO);
        Check.range("ownerCut", ownerCut, 0, 65_535);
        Check.range("delegateTake", delegateTake, 0, 65_535);
    }
}
