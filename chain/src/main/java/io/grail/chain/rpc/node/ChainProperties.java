package io.grail.chain.rpc.node;

import java.util.Optional;

/**
 * What a chain says of itself; each may be absent.
 *
 * @param ss58Format prefix of its addresses, 42 on Bittensor
 * @param tokenDecimals 9 on Bittensor
 */
public record ChainProperties(Optional<Long> ss58Format, Optional<Long> tokenDecimals, Optional<String> tokenSymbol) {
    static ChainProperties read(Answer answer) {
        return new ChainProperties(
                first(answer, "ss58Format").map(Answer::number),
                first(answer, "tokenDecimals").map(Answer::number),
                first(answer, "tokenSymbol").map(Answer::text));
    }

    /** Chains of several tokens send lists. */
    private static Optional<Answer> first(Answer answer, String field) {
        return answer.optionalField(field)
                .flatMap(value ->
                        value.node().isArray() ? value.list(1_024).stream().findFirst() : Optional.of(value));
    }
}
