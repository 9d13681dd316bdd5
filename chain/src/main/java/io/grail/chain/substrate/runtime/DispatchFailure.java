package io.grail.chain.substrate.runtime;

/**
 * Why a call that was in a block did nothing.
 *
 * @param name as the runtime's authors named it: {@code SubtensorModule.NotEnoughBalanceToStake},
 *     {@code Token.FundsUnavailable}, {@code BadOrigin}
 * @param docs what they say of it; empty if nothing
 */
public record DispatchFailure(String name, String docs) {
    /** The name without the pallet. */
    public String shortName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
