package io.grail.chain.substrate.extrinsic;

import io.grail.chain.substrate.value.Value;

/** Why a node or a runtime would not take an extrinsic into a block: nothing happened, nothing was paid. */
public sealed interface Refusal permits SubstrateRefusal, SubtensorRefusal, PoolRefusal, OtherRefusal {
    /**
     * What a refusal means.
     *
     * @param error the name that the runtime's authors gave it, {@code BadProof}
     * @param mayPass whether the same extrinsic may be taken if it is sent again, unchanged, some blocks later
     * @param advice one sentence: what was wrong and what to do
     */
    record Reason(String error, boolean mayPass, String advice) {}

    /** What it means. */
    Reason reason();

    /** What the runtime's {@code TransactionValidityError} says, decoded. */
    static Refusal of(Value error) {
        Value.Variant kind = error.asVariant();
        Value.Variant reason = kind.content().asVariant();
        if (reason.name().equals("Custom") && reason.content() instanceof Value.Int code) {
            return custom(kind.name(), code.asInt());
        }
        return named(reason.name());
    }

    /** A code that the runtime's authors chose; those of a transaction that cannot be judged are not known by name. */
    static Refusal custom(String kind, int code) {
        return kind.equalsIgnoreCase("Unknown")
                ? new OtherRefusal("UnknownTransaction custom error " + code)
                : SubtensorRefusal.of(code);
    }

    /** A refusal of this name, {@code BadProof} or {@code badProof}. */
    static Refusal named(String name) {
        for (SubstrateRefusal refusal : SubstrateRefusal.values()) {
            if (refusal.reason().error().equalsIgnoreCase(name)) {
                return refusal;
            }
        }
        return new OtherRefusal(name);
    }
}
