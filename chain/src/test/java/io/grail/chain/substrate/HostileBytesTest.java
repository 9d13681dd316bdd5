package io.grail.chain.substrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.chain.substrate.metadata.Metadata;
import io.grail.chain.substrate.metadata.MetadataReader;
import io.grail.chain.substrate.metadata.TypeRegistry;
import io.grail.chain.substrate.scale.Limits;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleWriter;
import io.grail.chain.substrate.value.RandomTypes;
import io.grail.chain.substrate.value.RandomValues;
import io.grail.chain.substrate.value.Value;
import io.grail.chain.substrate.value.ValueCodec;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HostileBytesTest {
    /** Inputs of each fuzzer; -Pnightly has more. */
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 100_000);

    private static final int INPUTS_A_SEED = 50;
    private static final Limits LIMITS = new Limits(30, 10_000);

    /** A small runtime with something of everything: the excerpt's metadata takes too long to read so often. */
    private static final String SMALL = """
            enum MultiAddress
              case 0 Id ([u8; 4])
            struct MultiSignature ()
            struct Point { x: u8, y: Compact<u32> }
            pallet P 1
              call 0 go { to: Vec<Point> }
              error 1 Lost "docs"
              storage S Identity(u8) Twox64Concat(Point) -> Option<Point> default 0x00
              const C u16 0x0102
            extension CheckNonce Compact<u32> ()
            api A f { a: bool } -> (Point, RuntimeCall)
            """;

    @Test
    void brokenValuesAreRefusedOrAreTheOneSpellingOfAValue() {
        long accepted = 0;
        for (long seed = 0; seed < INPUTS / INPUTS_A_SEED; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TypeRegistry types = RandomTypes.of(random, 12);
            ValueCodec codec = new ValueCodec(types);
            for (int i = 0; i < INPUTS_A_SEED; i++) {
                int type = random.nextInt(types.size());
                byte[] bytes = broken(codec.encode(type, new RandomValues(types, random).of(type)), random);
                String input = "seed " + seed + ", input " + i;
                Optional<Value> value = onlyTyped(input, () -> codec.decode(type, bytes, LIMITS));
                value.ifPresent(v -> assertThat(codec.encode(type, v)).as(input).isEqualTo(bytes));
                accepted += value.isPresent() ? 1 : 0;
            }
        }
        // Other numbers are values too: a test that accepts none looks at nothing but lengths.
        assertThat(accepted).isBetween(INPUTS / 10L, INPUTS - INPUTS / 10L);
    }

    @Test
    void brokenMetadataIsRefusedOrDescribesARuntime() {
        long accepted = 0;
        byte[][] whole = new byte[3][];
        Arrays.setAll(whole, i -> MetadataWriter.write(RuntimeText.of(SMALL), 14 + i));
        for (long seed = 0; seed < INPUTS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = broken(whole[random.nextInt(3)], random);
            String input = "seed " + seed;
            Optional<Metadata> metadata = onlyTyped(input, () -> MetadataReader.read(bytes));
            metadata.ifPresent(m -> useTypes(input, m.types(), random));
            accepted += metadata.isPresent() ? 1 : 0;
        }
        assertThat(accepted).isBetween(INPUTS / 10L, INPUTS - INPUTS / 10L);
    }

    /** Types that nobody meant are types all the same: whatever they say, reading ends. */
    private static void useTypes(String input, TypeRegistry types, SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        int type = random.nextInt(types.size());
        onlyTyped(input, () -> new ValueCodec(types).decode(type, bytes, LIMITS));
    }

    @Test
    void theExcerptBrokenAnywhereIsRefusedOrRead() {
        byte[] whole = MetadataWriter.write(RuntimeText.subtensor(), 16);
        SplittableRandom random = new SplittableRandom(9);
        long refused = 0;
        for (int i = 0; i < INPUTS / 200; i++) {
            byte[] bytes = broken(whole, random);
            refused += onlyTyped("input " + i, () -> MetadataReader.read(bytes)).isEmpty() ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }

    @Test
    void whatIsReservedIsASmallMultipleOfTheBytes() {
        // Lists in lists in lists, each of which claims as many items as there are bytes.
        TypeRegistry types = RuntimeText.of("""
                struct MultiAddress (Vec<MultiAddress>)
                struct MultiSignature ()
                """).types();
        byte[] claims = new byte[1 << 20];
        ScaleWriter nested = new ScaleWriter();
        for (int level = 1; level < Limits.DEFAULT.depth(); level++) {
            nested.compact(claims.length - 8 * level);
        }
        byte[] head = nested.toByteArray();
        System.arraycopy(head, 0, claims, 0, head.length);
        ValueCodec codec = new ValueCodec(types);
        assertThat(allocated(() -> codec.decode(0, claims))).isLessThan(64L << 20);

        byte[] metadata = Arrays.copyOf(MetadataWriter.write(RuntimeText.of(SMALL), 16), 1 << 20);
        metadata[5] = 2; // four bytes hold the number of types: as many as there are bytes
        metadata[6] = (byte) 0xff;
        metadata[7] = 0x3f;
        metadata[8] = 0;
        assertThat(allocated(() -> MetadataReader.read(metadata))).isLessThan(64L << 20);
    }

    /** Bytes that this thread allocates for {@code decode}, which must refuse its input or end. */
    private static long allocated(Supplier<?> decode) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        onlyTyped("claims", decode::get);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static <T> Optional<T> onlyTyped(String input, Supplier<T> decode) {
        try {
            return Optional.of(decode.get());
        } catch (ScaleException e) {
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(input, e);
        }
    }

    /** Flips a bit, sets a byte that reads as a great length, cuts, or doubles a piece. */
    private static byte[] broken(byte[] whole, SplittableRandom random) {
        if (whole.length == 0) {
            return new byte[random.nextInt(2)];
        }
        byte[] bytes = whole.clone();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(5)) {
            case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xfe : 3);
            case 3 -> bytes = Arrays.copyOf(bytes, at);
            default -> {
                bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 5));
                System.arraycopy(whole, at, bytes, at + bytes.length - whole.length, whole.length - at);
            }
        }
        return bytes;
    }
}
