package io.grail.chain.substrate.metadata;

import static io.grail.chain.substrate.metadata.MetadataReader.docs;
import static io.grail.chain.substrate.metadata.MetadataReader.typeId;

import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleReader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the types of a metadata; their bytes are the same in all versions. */
final class RegistryReader {
    private final ScaleReader in;
    private int next;

    private RegistryReader(ScaleReader in) {
        this.in = in;
    }

    static TypeRegistry read(ScaleReader in) {
        RegistryReader reader = new RegistryReader(in);
        return new TypeRegistry(in.list(reader::type));
    }

    private Type type() {
        int id = typeId(in);
        if (id != next) {
            throw new ScaleException("type " + id + " where type " + next + " is expected");
        }
        next++;
        List<String> path = in.list(in::text);
        Map<String, Integer> parameters = new LinkedHashMap<>();
        in.list(() -> {
            String name = in.text();
            in.option(() -> typeId(in)).ifPresent(type -> parameters.put(name, type));
            return name;
        });
        Type type = new Type(path, Map.copyOf(parameters), shape());
        docs(in);
        return type;
    }

    private Shape shape() {
        int kind = in.u8();
        return switch (kind) {
            case 0 -> new Shape.Composite(fields());
            case 1 -> new Shape.Variants(cases());
            case 2 -> new Shape.Sequence(typeId(in));
            case 3 -> new Shape.FixedArray(in.u32(), typeId(in));
            case 4 -> new Shape.Tuple(in.list(() -> typeId(in)));
            case 5 -> new Shape.Simple(code(Primitive.values(), "primitive"));
            case 6 -> new Shape.Compact(typeId(in));
            case 7 -> new Shape.Bits(typeId(in), typeId(in));
            default -> throw new ScaleException("a type of kind " + kind + ", expected 0 to 7");
        };
    }

    private <E> E code(E[] values, String what) {
        return code(in, values, what);
    }

    /** The value whose place in {@code values} is the next byte. */
    static <E> E code(ScaleReader in, E[] values, String what) {
        int code = in.u8();
        if (code >= values.length) {
            throw new ScaleException(what + " " + code + ", expected 0 to " + (values.length - 1));
        }
        return values[code];
    }

    private List<Case> cases() {
        Set<String> names = new HashSet<>();
        Set<Integer> indices = new HashSet<>();
        return in.list(() -> {
            String name = in.text();
            List<Field> fields = fields();
            int index = in.u8();
            if (!names.add(name) || !indices.add(index)) {
                throw new ScaleException("two cases are named " + name + " or have index " + index);
            }
            return new Case(name, index, fields, docs(in));
        });
    }

    /** Either all fields have names, each its own, or none has. */
    private List<Field> fields() {
        Set<String> names = new HashSet<>();
        List<Field> fields = in.list(() -> {
            Optional<String> name = in.option(in::text);
            int type = typeId(in);
            in.option(in::text); // the type as the source spells it
            docs(in);
            name.ifPresent(names::add);
            return new Field(name, type);
        });
        if (!names.isEmpty() && names.size() != fields.size()) {
            throw new ScaleException(
                    "of " + fields.size() + " fields only " + names.size() + " have a name of their own");
        }
        return fields;
    }
}
