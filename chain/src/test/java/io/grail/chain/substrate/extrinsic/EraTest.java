package io.grail.chain.substrate.extrinsic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.substrate.Vectors;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleReader;
import io.grail.chain.substrate.scale.ScaleWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EraTest {
    private static Bytes bytes(Era era) {
        ScaleWriter out = new ScaleWriter();
        era.write(out);
        return Bytes.of(out.toByteArray());
    }

    @Test
    void erasAreTheBytesOfTheVectors() {
        Vectors.section("era").forEach((name, bytes) -> {
            String[] parts = name.split("/", -1);
            long current = Long.parseLong(parts[0]);
            Era.Mortal era = Era.Mortal.from(current, Integer.parseInt(parts[1]));
            assertThat(bytes(era)).as(name).isEqualTo(bytes);
            assertThat(era.birth(current)).as(name).isEqualTo(current);
        });
        assertThat(bytes(new Era.Immortal())).isEqualTo(Bytes.fromHex("00"));
    }

    @Test
    void everyEraComesBackAndNoOtherBytesAreOne() {
        int eras = 0;
        for (int encoded = 0; encoded < 1 << 16; encoded++) {
            byte[] two = new ScaleWriter().u16(encoded).toByteArray();
            ScaleReader in = new ScaleReader(two);
            try {
                Era era = Era.read(in);
                if (era instanceof Era.Mortal) {
                    assertThat(bytes(era)).isEqualTo(Bytes.of(two));
                    eras++;
                }
            } catch (ScaleException e) {
                assertThat(e).hasMessageContaining("an era of");
            }
        }
        // 4 + 8 + … + 4,096 phases, and 4,096 of each of the four longer periods.
        assertThat(eras).isEqualTo(8_188 + 4 * 4_096);
    }

    @ParameterizedTest
    @CsvSource({"1000, 64, 1000, 1064", "1063, 64, 1063, 1127", "70001, 65536, 70000, 135536", "3, 4, 3, 7"})
    void anEraLivesFromItsBirthForItsPeriod(long current, int period, long birth, long death) {
        Era.Mortal era = Era.Mortal.from(current, period);
        assertThat(era.birth(current)).isEqualTo(birth);
        assertThat(era.birth(death - 1)).isEqualTo(birth);
        assertThat(era.death(current)).isEqualTo(death);
        assertThat(era.birth(death)).isEqualTo(death);
    }

    @Test
    void periodsThatCannotBeWrittenAreRefused() {
        for (int period : new int[] {0, 2, 3, 100, 131_072, -4}) {
            assertThatThrownBy(() -> Era.Mortal.from(5, period)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Era.Mortal(8_192, 1)).hasMessageContaining("phase 1");
        assertThatThrownBy(() -> new Era.Mortal(64, 64)).hasMessageContaining("phase 64");
    }
}
