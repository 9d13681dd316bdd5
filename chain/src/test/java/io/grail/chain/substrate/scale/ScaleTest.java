package io.grail.chain.substrate.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
    private static ScaleReader reader(String hex) {
        return new ScaleReader(Bytes.fromHex(hex).toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 04",
        "63, fc",
        "64, 0101",
        "69, 1501",
        "16383, fdff",
        "16384, 02000100",
        "65535, feff0300",
        "1073741823, feffffff",
        "1073741824, 0300000040",
        "4294967295, 03ffffffff",
        "4294967296, 070000000001",
        "100000000000000, 0b00407a10f35a",
        "18446744073709551615, 13ffffffffffffffff",
        "340282366920938463463374607431768211455, 33ffffffffffffffffffffffffffffffff"
    })
    void compactNumbersHaveOneSpelling(BigInteger value, String hex) {
        assertThat(Bytes.of(new ScaleWriter().compact(value).toByteArray())).isEqualTo(Bytes.fromHex(hex));
        ScaleReader in = reader(hex);
        assertThat(in.compact()).isEqualTo(value);
        in.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100",
                "fd00",
                "02000000",
                "fefe0000",
                "0301000000",
                "03ffffff3f",
                "070000000000",
                "1300000000000000"
            })
    void otherSpellingsAreRefused(String hex) {
        assertThatThrownBy(reader(hex)::compact).isInstanceOf(ScaleException.class);
    }

    @Test
    void aCompactNumberIsAtMostAU128() {
        assertThatThrownBy(reader("37" + "ff".repeat(17))::compact)
                .isInstanceOf(ScaleException.class)
                .hasMessageContaining("17 bytes");
        assertThatThrownBy(() -> new ScaleWriter().compact(BigInteger.ONE.shiftLeft(128)))
                .isInstanceOf(ScaleException.class);
        assertThatThrownBy(() -> new ScaleWriter().compact(-1)).isInstanceOf(ScaleException.class);
    }

    @Test
    void numbersOfEveryWidthComeBack() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 5_000; i++) {
            int bytes = random.nextInt(1, 33);
            byte[] raw = new byte[bytes];
            random.nextBytes(raw);
            BigInteger unsigned = new ScaleReader(raw).unsigned(bytes);
            BigInteger signed = new ScaleReader(raw).signed(bytes);
            assertThat(new ScaleWriter().unsigned(unsigned, bytes).toByteArray())
                    .isEqualTo(raw);
            assertThat(new ScaleWriter().signed(signed, bytes).toByteArray()).isEqualTo(raw);
            assertThat(unsigned.subtract(signed)).isIn(BigInteger.ZERO, BigInteger.ONE.shiftLeft(8 * bytes));
        }
    }

    @Test
    void numbersThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new ScaleWriter().u16(65_536)).hasMessage("65536 does not fit u16");
        assertThatThrownBy(() -> new ScaleWriter().u8(-1)).hasMessage("-1 does not fit u8");
        assertThatThrownBy(() -> new ScaleWriter().signed(BigInteger.valueOf(128), 1))
                .hasMessage("128 does not fit i8");
        assertThat(new ScaleWriter().signed(BigInteger.valueOf(-128), 1).toByteArray())
                .containsExactly(0x80);
    }

    @Test
    void aListThatIsLongerThanItsBytesIsRefusedBeforeRoomIsMade() {
        assertThatThrownBy(() -> reader("03ffffff7f00").variable())
                .isInstanceOf(ScaleException.class)
                .hasMessageContaining("2147483647 items");
        assertThatThrownBy(() -> reader("0c0102").list(() -> 0)).hasMessageContaining("at most 2");
    }

    @Test
    void whatIsNoBooleanNoOptionOrNoTextIsRefused() {
        assertThatThrownBy(reader("02")::bool).hasMessageContaining("boolean");
        ScaleReader option = reader("02");
        assertThatThrownBy(() -> option.option(option::u8)).hasMessageContaining("option");
        assertThatThrownBy(reader("04ff")::text).hasMessageContaining("UTF-8");
        assertThatThrownBy(reader("00")::end).hasMessageContaining("1 bytes after the end");
    }

    @Test
    void optionsListsAndTextComeBack() {
        ScaleWriter out = new ScaleWriter();
        out.option(Optional.of("ā"), out::text).option(Optional.<String>empty(), out::text);
        out.list(List.of(1L, 2L), out::u64).bool(true);
        ScaleReader in = new ScaleReader(out.toByteArray());
        assertThat(in.option(in::text)).contains("ā");
        assertThat(in.option(in::text)).isEmpty();
        assertThat(in.list(in::u64)).containsExactly(1L, 2L);
        assertThat(in.bool()).isTrue();
        in.end();
    }

    @Test
    void theProblemIsToldWithItsPath() {
        ScaleReader in = reader("08050500");
        assertThatThrownBy(() -> in.part("flags", r -> r.list(r::bool)))
                .isInstanceOfSatisfying(ScaleException.class, e -> {
                    assertThat(e.path()).isEqualTo("flags[0]");
                    assertThat(e).hasMessage("flags[0]: boolean byte 5, expected 0 or 1");
                });
        ScaleException nested =
                new ScaleException("wrong").inside("stake").insideItem(3).inside("neurons");
        assertThat(nested).hasMessage("neurons[3].stake: wrong");
    }
}
