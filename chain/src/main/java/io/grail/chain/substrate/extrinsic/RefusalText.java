package io.grail.chain.substrate.extrinsic;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the JSON-RPC error with which a node answers {@code author_submitExtrinsic}.
 *
 * <p>Nodes say the same in several ways: {@code 1010, "Invalid Transaction", "Custom error: 6"}, the reason in English,
 * or the runtime's enum as JSON, {@code {"invalid":{"custom":6}}}. Total: what is not understood is an
 * {@link OtherRefusal} that repeats at most 500 characters of it, none of them a control.
 */
public final class RefusalText {
    private static final int MOST_CHARACTERS = 500;
    /** The JSON-RPC code of a transaction that the runtime could not judge; 1010 is that of an invalid one. */
    private static final int UNKNOWN_VALIDITY = 1011;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern CUSTOM =
            Pattern.compile("(unknown)?[^a-z]*custom(?: error)?\\W{1,4}(\\d{1,3})\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern JSON = Pattern.compile("\"(?:invalid|unknown)\"\\s*:\\s*\\{?\\s*\"(\\w{1,40})\"");

    /** Pieces of Substrate's sentences that no other of them has. */
    private static final Map<String, Refusal> SENTENCES = Map.ofEntries(
            Map.entry("call is not expected", SubstrateRefusal.CALL),
            Map.entry("pay some fees", SubstrateRefusal.PAYMENT),
            Map.entry("valid in the future", SubstrateRefusal.FUTURE),
            Map.entry("is outdated", SubstrateRefusal.STALE),
            Map.entry("bad signature", SubstrateRefusal.BAD_PROOF),
            Map.entry("ancient birth block", SubstrateRefusal.ANCIENT_BIRTH_BLOCK),
            Map.entry("exhaust the block limits", SubstrateRefusal.EXHAUSTS_RESOURCES),
            Map.entry("labelled as mandatory", SubstrateRefusal.BAD_MANDATORY),
            Map.entry("dispatch is mandatory", SubstrateRefusal.MANDATORY_VALIDATION),
            Map.entry("invalid signing address", SubstrateRefusal.BAD_SIGNER),
            Map.entry("implicit data was unable", SubstrateRefusal.INDETERMINATE_IMPLICIT),
            Map.entry("did not authorize any origin", SubstrateRefusal.UNKNOWN_ORIGIN),
            Map.entry("could not lookup information", SubstrateRefusal.CANNOT_LOOKUP),
            Map.entry("could not find an unsigned validator", SubstrateRefusal.NO_UNSIGNED_VALIDATOR));

    private RefusalText() {}

    /**
     * The refusal that an error tells.
     *
     * @param code the error's code
     * @param text its message and its data, as they came, one after the other
     */
    public static Refusal read(int code, String text) {
        String begun = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        String bounded = CONTROL.matcher(begun).replaceAll(" "); // it ends on somebody's terminal
        Matcher custom = CUSTOM.matcher(bounded);
        if (custom.find()) {
            boolean unknown = code == UNKNOWN_VALIDITY || custom.group(1) != null;
            return Refusal.custom(unknown ? "Unknown" : "Invalid", Integer.parseInt(custom.group(2)));
        }
        Matcher json = JSON.matcher(bounded);
        if (json.find()) {
            return Refusal.named(json.group(1));
        }
        String lower = bounded.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, Refusal> sentence : SENTENCES.entrySet()) {
            if (lower.contains(sentence.getKey())) {
                return sentence.getValue();
            }
        }
        return PoolRefusal.of(code).map(Refusal.class::cast).orElseGet(() -> new OtherRefusal(bounded));
    }
}
