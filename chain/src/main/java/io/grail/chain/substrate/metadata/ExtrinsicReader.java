package io.grail.chain.substrate.metadata;

import static io.grail.chain.substrate.metadata.MetadataReader.typeId;

import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Reads what a metadata says of extrinsics. */
final class ExtrinsicReader {
    /** The key under which metadata 16 lists the extensions of extrinsics of version 4. */
    private static final int PLAIN = 0;

    private final ScaleReader in;
    private final int version;
    private final TypeRegistry types;

    ExtrinsicReader(ScaleReader in, int version, TypeRegistry types) {
        this.in = in;
        this.version = version;
        this.types = types;
    }

    ExtrinsicFormat read() {
        return switch (version) {
            case 14 -> fourteen();
            case 15 -> fifteen();
            default -> sixteen();
        };
    }

    private ExtrinsicFormat fourteen() {
        Map<String, Integer> parameters = types.type(typeId(in)).parameters();
        int format = in.u8();
        return new ExtrinsicFormat(
                List.of(format), parameter(parameters, "Address"), parameter(parameters, "Signature"), extensions());
    }

    private static OptionalInt parameter(Map<String, Integer> parameters, String name) {
        Integer type = parameters.get(name);
        return type == null ? OptionalInt.empty() : OptionalInt.of(type);
    }

    private ExtrinsicFormat fifteen() {
        int format = in.u8();
        OptionalInt address = knownType();
        knownType(); // of calls
        OptionalInt signature = knownType();
        knownType(); // of all extensions together
        return new ExtrinsicFormat(List.of(format), address, signature, extensions());
    }

    private ExtrinsicFormat sixteen() {
        List<Integer> versions = in.list(in::u8);
        OptionalInt address = knownType();
        knownType(); // of calls
        OptionalInt signature = knownType();
        Map<Integer, List<Integer>> order = new LinkedHashMap<>();
        in.list(() -> order.put(in.u8(), in.list(() -> typeId(in))) == null);
        List<Extension> all = extensions();
        List<Integer> plain = order.get(PLAIN);
        if (plain == null) {
            throw new ScaleException("extensions for the versions " + order.keySet() + ", expected some for " + PLAIN);
        }
        List<Extension> ordered = plain.stream().map(i -> at(all, i)).toList();
        return new ExtrinsicFormat(versions, address, signature, ordered);
    }

    private static Extension at(List<Extension> all, int index) {
        if (index >= all.size()) {
            throw new ScaleException("extension " + index + " of " + all.size());
        }
        return all.get(index);
    }

    private List<Extension> extensions() {
        return in.list(() -> {
            String identifier = in.text();
            return new Extension(identifier, knownType().getAsInt(), knownType().getAsInt());
        });
    }

    private OptionalInt knownType() {
        int id = typeId(in);
        types.type(id);
        return OptionalInt.of(id);
    }
}
