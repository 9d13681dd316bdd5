package io.grail.chain.substrate.extrinsic;

import java.util.Arrays;

/** An extrinsic that Subtensor's runtime judged invalid, by the codes that it gives besides Substrate's reasons. */
public enum SubtensorRefusal implements Refusal {
    STAKE_AMOUNT_TOO_LOW(
            1,
            "StakeAmountTooLow",
            false,
            "The stake is below the least that this call needs; add stake to the hotkey."),
    BALANCE_TOO_LOW(2, "BalanceTooLow", false, "The coldkey's balance does not suffice; send it some."),
    SUBNET_NOT_EXISTS(
            3, "SubnetNotExists", false, "There is no subnet of this netuid; look at the chain's section of the run."),
    HOTKEY_ACCOUNT_DOESNT_EXIST(
            4, "HotkeyAccountDoesntExist", false, "The chain does not know this hotkey; register it first."),
    NOT_ENOUGH_STAKE_TO_WITHDRAW(
            5, "NotEnoughStakeToWithdraw", false, "The hotkey holds less stake than was to be taken; ask for less."),
    RATE_LIMIT_EXCEEDED(
            6,
            "RateLimitExceeded",
            true,
            "Too soon after the last call of this kind; wait (for weights: WeightsSetRateLimit blocks)."),
    INSUFFICIENT_LIQUIDITY(
            7, "InsufficientLiquidity", true, "The subnet's pool is too small for this amount; take a smaller one."),
    SLIPPAGE_TOO_HIGH(
            8,
            "SlippageTooHigh",
            true,
            "The price would move further than allowed; take a smaller amount or a looser limit."),
    TRANSFER_DISALLOWED(9, "TransferDisallowed", false, "The subnet does not allow its stake to be transferred."),
    HOT_KEY_NOT_REGISTERED_IN_NETWORK(
            10, "HotKeyNotRegisteredInNetwork", false, "The hotkey is on no subnet; register it first."),
    INVALID_IP_ADDRESS(
            11,
            "InvalidIpAddress",
            false,
            "The chain takes neither loopback addresses nor malformed ones; serve a public address."),
    SERVING_RATE_LIMIT_EXCEEDED(
            12,
            "ServingRateLimitExceeded",
            true,
            "The address was published a moment ago; wait for the serving rate limit."),
    INVALID_PORT(13, "InvalidPort", false, "Port 0 cannot be served; name another."),
    ZERO_MAX_AMOUNT(14, "ZeroMaxAmount", false, "At this limit price nothing can be moved; loosen it."),
    INVALID_REVEAL_ROUND(
            15, "InvalidRevealRound", false, "The beacon's round for revealing has passed; encrypt for a later one."),
    COMMIT_NOT_FOUND(
            16, "CommitNotFound", false, "No such commitment waits to be revealed; it is too old, or was never made."),
    COMMIT_BLOCK_NOT_IN_REVEAL_RANGE(
            17,
            "CommitBlockNotInRevealRange",
            true,
            "It is not yet, or no longer, the time to reveal this commitment."),
    INPUT_LENGTHS_UNEQUAL(
            18, "InputLengthsUnequal", false, "The lists of the call differ in length; that is a fault in Grail."),
    UID_NOT_FOUND(
            19,
            "UidNotFound",
            false,
            "The hotkey has no slot on this subnet; register it, or look whether it was replaced."),
    EVM_KEY_ASSOCIATE_RATE_LIMIT(20, "EvmKeyAssociateRateLimit", true, "The key was associated a moment ago; wait."),
    COLDKEY_SWAP_DISPUTED(
            21,
            "ColdkeySwapDisputed",
            false,
            "A swap of this coldkey is disputed; the account is locked until that is settled."),
    INVALID_REAL_ACCOUNT(22, "InvalidRealAccount", false, "The proxied account is not one that this key may act for."),
    FAILED_SHIELDED_TX_PARSING(23, "FailedShieldedTxParsing", false, "The chain cannot read the shielded extrinsic."),
    INVALID_SHIELDED_TX_PUB_KEY_HASH(
            24,
            "InvalidShieldedTxPubKeyHash",
            true,
            "The key that shields extrinsics has changed; fetch it and encrypt again."),
    NON_ASSOCIATED_COLD_KEY(
            25, "NonAssociatedColdKey", false, "The hotkey belongs to another coldkey; sign with that one."),
    DELEGATE_TAKE_TOO_LOW(26, "DelegateTakeTooLow", false, "The take is below the least allowed."),
    DELEGATE_TAKE_TOO_HIGH(27, "DelegateTakeTooHigh", false, "The take is above the most allowed."),
    BAD_REQUEST(
            255,
            "BadRequest",
            false,
            "The chain's rules do not allow this call now, for example because the subnet was not started.");

    private final int code;
    private final String error;
    private final boolean mayPass;
    private final String advice;

    SubtensorRefusal(int code, String error, boolean mayPass, String advice) {
        this.code = code;
        this.error = error;
        this.mayPass = mayPass;
        this.advice = advice;
    }

    /** The refusal with this code, 0 to 255. */
    static Refusal of(int code) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.code == code)
                .map(Refusal.class::cast)
                .findFirst()
                .orElseGet(() -> new OtherRefusal("Custom error: " + code));
    }

    @Override
    public Reason reason() {
        return new Reason(error, mayPass, advice);
    }
}
