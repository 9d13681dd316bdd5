package io.grail.chain.substrate.extrinsic;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.chain.substrate.value.Value;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1010 | Invalid Transaction: Custom error: 6 | RateLimitExceeded",
                "1010 | {\"invalid\":{\"custom\":10}} | HotKeyNotRegisteredInNetwork",
                "1010 | {\"invalid\":{\"stale\":null}} | Stale",
                "1010 | {\"invalid\":{\"badProof\":null}} | BadProof",
                "1010 | {\"invalid\":\"AncientBirthBlock\"} | AncientBirthBlock",
                "1010 | Invalid Transaction: Transaction is outdated | Stale",
                "1010 | Invalid Transaction: Inability to pay some fees (e.g. account balance too low) | Payment",
                "1010 | Invalid Transaction: Transaction has a bad signature | BadProof",
                "1010 | Invalid Transaction: Transaction has an ancient birth block | AncientBirthBlock",
                "1010 | Invalid Transaction: Custom error: 255 | BadRequest",
                "1011 | Unknown Transaction Validity: Custom error: 6 | UnknownTransaction custom error 6",
                "1011 | {\"unknown\":{\"custom\":6}} | UnknownTransaction custom error 6",
                "1011 | {\"unknown\":{\"cannotLookup\":null}} | CannotLookup",
                "1012 | Transaction is temporarily banned | TemporarilyBanned",
                "1013 | Transaction Already Imported | AlreadyImported",
                "1014 | Priority is too low: (12 vs 12) | TooLowPriority",
                "1016 | Immediately Dropped | PoolFull",
                "1010 | Custom error: 99 | Custom error: 99",
                "-32000 | something else | something else"
            })
    void whatNodesSayIsNamed(int code, String text, String error) {
        assertThat(RefusalText.read(code, text).reason().error()).isEqualTo(error);
    }

    @Test
    void whatIsNotUnderstoodIsRepeatedWithinBounds() {
        assertThat(RefusalText.read(1, "red \u001b[31m\n").reason().error()).isEqualTo("red  [31m ");
        assertThat(RefusalText.read(1, "x".repeat(100_000)).reason().error()).hasSize(500);
        assertThat(RefusalText.read(1, "x").reason().advice()).contains("does not know: x");
    }

    @Test
    void decodedErrorsAreNamedToo() {
        Value stale = Value.variant("Invalid", Value.variant("Stale"));
        assertThat(Refusal.of(stale)).isEqualTo(SubstrateRefusal.STALE);
        Value limited = Value.variant("Invalid", Value.variant("Custom", Value.of(6)));
        assertThat(Refusal.of(limited)).isEqualTo(SubtensorRefusal.RATE_LIMIT_EXCEEDED);
        Value lookup = Value.variant("Unknown", Value.variant("CannotLookup"));
        assertThat(Refusal.of(lookup)).isEqualTo(SubstrateRefusal.CANNOT_LOOKUP);
        Value other = Value.variant("Unknown", Value.variant("Custom", Value.of(6)));
        assertThat(Refusal.of(other)).isInstanceOf(OtherRefusal.class);
    }

    @Test
    void everyRefusalSaysWhatToDo() {
        Stream.of(SubstrateRefusal.values(), SubtensorRefusal.values(), PoolRefusal.values())
                .flatMap(Stream::of)
                .map(Refusal.class::cast)
                .map(Refusal::reason)
                .forEach(reason -> {
                    assertThat(reason.error()).matches("[A-Z][A-Za-z]+");
                    assertThat(reason.advice()).as(reason.error()).matches("[A-Z].{20,}\\.");
                });
    }
}
