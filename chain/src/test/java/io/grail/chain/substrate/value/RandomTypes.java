package io.grail.chain.substrate.value;

import io.grail.chain.substrate.metadata.Case;
import io.grail.chain.substrate.metadata.Field;
import io.grail.chain.substrate.metadata.Primitive;
import io.grail.chain.substrate.metadata.Shape;
import io.grail.chain.substrate.metadata.Type;
import io.grail.chain.substrate.metadata.TypeRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Registries of any types: the primitives first, then types made of those before them, or, in lists, of any. */
public final class RandomTypes {
    private final SplittableRandom random;
    private final int count;
    private final List<Type> types = new ArrayList<>();

    private RandomTypes(SplittableRandom random, int count) {
        this.random = random;
        this.count = count;
    }

    /** A registry of the primitives, orders of bits and {@code more} other types. */
    public static TypeRegistry of(SplittableRandom random, int more) {
        int primitives = Primitive.values().length;
        RandomTypes made = new RandomTypes(random, primitives + 2 + more);
        for (Primitive primitive : Primitive.values()) {
            made.add(new Shape.Simple(primitive), List.of());
        }
        made.add(new Shape.Tuple(List.of()), List.of("bits", "Lsb0"));
        made.add(new Shape.Tuple(List.of()), List.of("bits", "Msb0"));
        while (made.types.size() < made.count) {
            made.add(made.shape(), List.of("T" + made.types.size()));
        }
        return new TypeRegistry(made.types);
    }

    private void add(Shape shape, List<String> path) {
        types.add(new Type(path, Map.of(), shape));
    }

    private Shape shape() {
        int unsigned = List.of(Primitive.values()).indexOf(Primitive.U8);
        return switch (random.nextInt(9)) {
            case 0, 1 -> new Shape.Composite(fields());
            case 2, 3 ->
                new Shape.Variants(IntStream.range(0, random.nextInt(1, 4))
                        .mapToObj(i -> new Case("C" + i, 7 * i, i == 0 ? List.of() : fields(), List.of()))
                        .toList());
            case 4 -> new Shape.Sequence(random.nextInt(count));
            case 5 -> new Shape.FixedArray(random.nextInt(5), earlier());
            case 6 ->
                new Shape.Tuple(
                        random.ints(random.nextInt(4), 0, types.size()).boxed().toList());
            case 7 -> new Shape.Compact(unsigned + random.nextInt(5));
            default -> new Shape.Bits(unsigned + random.nextInt(4), Primitive.values().length + random.nextInt(2));
        };
    }

    private int earlier() {
        return random.nextInt(types.size());
    }

    private List<Field> fields() {
        boolean named = random.nextBoolean();
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> new Field(named ? Optional.of("f" + i) : Optional.empty(), earlier()))
                .toList();
    }
}
