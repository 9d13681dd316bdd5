package io.grail.chain.rpc.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.chain.rpc.RpcError;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolRefusalTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "1010 | Invalid Transaction | Transaction is outdated | STALE",
                "1010 | Invalid Transaction | Transaction will be valid in the future | FUTURE",
                "1010 | Invalid Transaction | Transaction has a bad signature | BAD_PROOF",
                "1010 | Invalid Transaction | Transaction has an ancient birth block | ANCIENT_BIRTH",
                "1010 | Invalid Transaction | Inability to pay some fees (e.g. account balance too low) | PAYMENT",
                "1012 | Transaction is temporarily banned | x | BANNED",
                "1013 | Transaction Already Imported | x | ALREADY_IMPORTED",
                "1014 | Priority is too low: (1 vs 1) | x | LOW_PRIORITY",
                "1016 | Immediately Dropped | x | POOL_FULL",
                "1 | {\"invalid\":{\"stale\":null}} | x | STALE",
                "1 | {\"invalid\":{\"badProof\":null}} | x | BAD_PROOF",
                "1 | {\"invalid\":{\"payment\":null}} | x | PAYMENT",
                "429 | Too many requests | x | RATE_LIMITED",
                "7 | something new | x | OTHER",
            })
    void everyWordingHasItsKind(int code, String message, String data, PoolRefusal.Kind kind) {
        assertThat(PoolRefusal.of(new RpcError(code, message, Optional.of(data)))
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void theChainsOwnCodesAreReadFromRealAndFromDevelopmentNodes() {
        assertThat(PoolRefusal.of(new RpcError(1010, "Invalid Transaction", Optional.of("Custom error: 6")))
                        .code())
                .hasValue(6);
        assertThat(PoolRefusal.of(new RpcError(1, "{\"invalid\":{\"custom\":10}}", Optional.empty()))
                        .code())
                .hasValue(10);
        assertThat(PoolRefusal.of(new RpcError(1010, "Invalid Transaction", Optional.of("Custom error: 256")))
                        .kind())
                .isEqualTo(PoolRefusal.Kind.OTHER);
    }
}
