package io.grail.chain.rpc.node;

import io.grail.chain.rpc.RpcError;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a node's pool took a transaction not.
 *
 * @param code the chain's own number of the reason, 0 to 255, if kind is {@link Kind#CUSTOM}
 * @param text what the node said, for people
 */
public record PoolRefusal(Kind kind, OptionalInt code, String text) {
    /** The reasons that a client acts upon. */
    public enum Kind {
        /** Its nonce is used, or its era over: make it anew. */
        STALE,
        /** Its nonce is too high. */
        FUTURE,
        /** Wrong signature: also when the runtime's version changed between signing and sending. */
        BAD_PROOF,
        /** The block that its era begins at is not known any more. */
        ANCIENT_BIRTH,
        /** Too poor for the fee. */
        PAYMENT,
        /** The chain's own rules; the code says which. */
        CUSTOM,
        /** Another of the same account and nonce waits already, and pays as much. */
        LOW_PRIORITY,
        /** This very transaction is in the pool already. */
        ALREADY_IMPORTED,
        /** This very transaction was refused shortly before; wait, or change it. */
        BANNED,
        /** The pool is full. */
        POOL_FULL,
        /** The node limits the rate of requests. */
        RATE_LIMITED,
        /** Anything else. */
        OTHER
    }

    /** A real node says "Custom error: 6", a development node {@code {"invalid":{"custom":6}}}. */
    private static final Pattern CUSTOM = Pattern.compile("custom(?: error)?\"?: ?(\\d{1,3})(?!\\d)");

    /** Reads what real and development nodes say; total. */
    public static PoolRefusal of(RpcError error) {
        String text = error.toString().toLowerCase(Locale.ROOT);
        Matcher custom = CUSTOM.matcher(text);
        if (custom.find() && Integer.parseInt(custom.group(1)) <= 255) {
            return new PoolRefusal(Kind.CUSTOM, OptionalInt.of(Integer.parseInt(custom.group(1))), error.toString());
        }
        return new PoolRefusal(kind(error, text), OptionalInt.empty(), error.toString());
    }

    private static Kind kind(RpcError error, String text) {
        if (error.isRateLimit()) {
            return Kind.RATE_LIMITED;
        }
        return switch ((int) error.code()) {
            case 1012 -> Kind.BANNED;
            case 1013 -> Kind.ALREADY_IMPORTED;
            case 1014 -> Kind.LOW_PRIORITY;
            case 1016 -> Kind.POOL_FULL;
            default -> byText(text);
        };
    }

    private static Kind byText(String text) {
        if (text.contains("transaction is outdated") || text.contains("\"stale\"")) {
            return Kind.STALE;
        }
        if (text.contains("valid in the future") || text.contains("\"future\"")) {
            return Kind.FUTURE;
        }
        if (text.contains("bad signature") || text.contains("\"badproof\"")) {
            return Kind.BAD_PROOF;
        }
        if (text.contains("ancient birth block") || text.contains("\"ancientbirthblock\"")) {
            return Kind.ANCIENT_BIRTH;
        }
        if (text.contains("inability to pay") || text.contains("\"payment\"")) {
            return Kind.PAYMENT;
        }
        return Kind.OTHER;
    }
}
