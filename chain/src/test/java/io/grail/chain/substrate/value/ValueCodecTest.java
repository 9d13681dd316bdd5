package io.grail.chain.substrate.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.substrate.RuntimeText;
import io.grail.chain.substrate.metadata.TypeRegistry;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.Limits;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueCodecTest {
    /** Types by name, and some without one: a runtime of which nothing but the types counts. */
    private static final TypeRegistry TYPES = RuntimeText.of("""
            struct MultiAddress ()
            struct MultiSignature ()
            struct Lsb0 ()
            struct Msb0 ()
            struct Percent { parts: u32 }
            struct NetUid (u16)
            struct Neuron { uid: Compact<NetUid>, stake: u64, keys: Vec<[u8; 2]> }
            struct Neurons (Vec<Neuron>)
            struct Bits (BitVec<u8, Lsb0>, BitVec<u16, Msb0>)
            struct Share (Compact<Percent>)
            struct Deep (Vec<Deep>)
            struct Endless (Endless)
            struct Nothings (Vec<()>)
            struct MostNothings ([(); 2147483647])
            struct Bomb ([[[(); 60000]; 60000]; 60000])
            struct BadCompact (Compact<bool>)
            struct EndlessCompact (Compact<Endless>)
            struct Letter (char)
            """).types();

    private static final ValueCodec CODEC = new ValueCodec(TYPES);

    private static int type(String name) {
        return IntStream.range(0, TYPES.size())
                .filter(id -> TYPES.type(id).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] hex(String hex) {
        return Bytes.fromHex(hex).toArray();
    }

    private static Value neuron(long uid, long stake, byte[]... keys) {
        Value[] all = new Value[keys.length];
        Arrays.setAll(all, i -> Value.of(keys[i]));
        return Value.struct(Map.of("uid", Value.of(uid), "stake", Value.of(stake), "keys", Value.items(all)));
    }

    @Test
    void anyValueOfAnyTypeComesBack() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TypeRegistry types = RandomTypes.of(random, 30);
            ValueCodec codec = new ValueCodec(types);
            for (int id = 0; id < types.size(); id++) {
                Value value = new RandomValues(types, random).of(id);
                byte[] bytes = codec.encode(id, value);
                assertThat(codec.decode(id, bytes))
                        .as("seed %d, type %d", seed, id)
                        .isEqualTo(value);
            }
        }
    }

    @Test
    void fieldsMayBeGivenInAnyOrder() {
        byte[] bytes = CODEC.encode(type("Neuron"), neuron(5, 7, new byte[] {1, 2}));
        assertThat(Bytes.of(bytes)).isEqualTo(Bytes.fromHex("14" + "0700000000000000" + "04" + "0102"));
    }

    @Test
    void bitsAreInWholeWordsFromEitherEnd() {
        Value bits = new Value.Bits(List.of(true, false, true));
        Value both = Value.items(bits, bits);
        assertThat(Bytes.of(CODEC.encode(type("Bits"), both))).isEqualTo(Bytes.fromHex("0c05" + "0c00a0"));
        assertThat(CODEC.decode(type("Bits"), hex("0c050c00a0"))).isEqualTo(both);
        assertThatThrownBy(() -> CODEC.decode(type("Bits"), hex("0c0d0c00a0"))).hasMessageContaining("unused bit");
    }

    @Test
    void aCompactCompositeKeepsItsFieldsName() {
        Value share = Value.struct(Map.of("parts", Value.of(16)));
        assertThat(CODEC.encode(type("Share"), share)).containsExactly(64);
        assertThat(CODEC.decode(type("Share"), new byte[] {64})).isEqualTo(share);
    }

    @Test
    void aCompactNumberMustFitItsType() {
        byte[] wide =
                new ScaleWriter().compact(4).compact(65_536).u64(0).compact(0).toByteArray();
        wide[0] = 4;
        assertThatThrownBy(() -> CODEC.decode(type("Neurons"), wide))
                .hasMessage("[0].uid: 65536 does not fit a compact u16");
        assertThatThrownBy(() -> CODEC.encode(type("Neurons"), Value.items(neuron(70_000, 1))))
                .hasMessage("[0].uid: 70000 does not fit a compact u16");
        assertThatThrownBy(() -> CODEC.decode(type("BadCompact"), new byte[1])).hasMessageContaining("unsigned");
    }

    @Test
    void whatDoesNotFitIsToldWithItsPath() {
        assertThatThrownBy(() -> CODEC.encode(type("Neurons"), Value.items(neuron(0, 1), neuron(1, -1))))
                .hasMessage("[1].stake: -1 does not fit u64");
        assertThatThrownBy(() -> CODEC.encode(type("Neurons"), Value.items(neuron(0, 1, new byte[3]))))
                .hasMessage("[0].keys[0]: 3 items, expected 2");
        assertThatThrownBy(() -> CODEC.encode(type("Neuron"), Value.struct(Map.of("uid", Value.of(1)))))
                .hasMessageContaining("lacks stake");
        assertThatThrownBy(() -> CODEC.decode(type("Neurons"), hex("04140700")))
                .hasMessage("[0].stake: the bytes end: 8 expected, 2 left");
        assertThatThrownBy(() -> CODEC.decode(type("Letter"), hex("00d80000"))).hasMessageContaining("55296");
    }

    @Test
    void valuesThatAreAskedForWhatTheyAreNotSayWhatTheyAre() {
        assertThatThrownBy(() -> Value.of(3).text()).hasMessage("the number 3, expected text");
        assertThatThrownBy(() -> neuron(1, 2).field("rank")).hasMessageContaining("no field rank among");
        assertThatThrownBy(() -> Value.of(Long.MAX_VALUE).asInt()).hasMessageContaining("32 bits");
        assertThat(Value.some(Value.of(1)).option()).contains(Value.of(1));
        assertThat(Value.none().option()).isEmpty();
        assertThat(Value.of(new byte[] {-1}).list()).containsExactly(Value.of(255));
    }

    @Test
    void typesThatContainThemselvesEndAtTheLimits() {
        Limits limits = new Limits(50, 10_000);
        assertThatThrownBy(() -> CODEC.decode(type("Deep"), hex("04".repeat(100)), limits))
                .hasMessageContaining("deeper than 50");
        assertThatThrownBy(() -> CODEC.decode(type("Endless"), new byte[0])).hasMessageContaining("deeper");
        assertThatThrownBy(() -> CODEC.encode(type("Endless"), Value.nothing())).hasMessageContaining("deeper");
        assertThatThrownBy(() -> CODEC.decode(type("EndlessCompact"), new byte[1]))
                .isInstanceOf(ScaleException.class);
    }

    @Test
    void listsOfNothingEndAtTheLimits() {
        byte[] many = new ScaleWriter().compact(2_000_000_000).toByteArray();
        assertThatThrownBy(() -> CODEC.decode(type("Nothings"), many)).hasMessageContaining("limit of values");
        for (String name : List.of("MostNothings", "Bomb")) {
            assertThatThrownBy(() -> CODEC.decode(type(name), new byte[0]))
                    .isInstanceOf(ScaleException.class)
                    .hasMessageContaining("more than 1048576 values");
        }
    }

    @Test
    void everyTypeOfTheExcerptComesBack() {
        TypeRegistry types = RuntimeText.subtensor().types();
        ValueCodec codec = new ValueCodec(types);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20; i++) {
            for (int id = 0; id < types.size(); id++) {
                Value value = new RandomValues(types, random).of(id);
                assertThat(codec.decode(id, codec.encode(id, value))).isEqualTo(value);
            }
        }
    }
}
