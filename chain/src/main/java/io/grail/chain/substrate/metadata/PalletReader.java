package io.grail.chain.substrate.metadata;

import static io.grail.chain.substrate.metadata.MetadataReader.docs;
import static io.grail.chain.substrate.metadata.MetadataReader.typeId;

import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleReader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the pallets of a metadata. */
final class PalletReader {
    private final ScaleReader in;
    private final int version;
    private final TypeRegistry types;
    private final Deprecations deprecations;

    PalletReader(ScaleReader in, int version, TypeRegistry types) {
        this.in = in;
        this.version = version;
        this.types = types;
        this.deprecations = new Deprecations(in, version);
    }

    List<Pallet> pallets() {
        Set<String> names = new HashSet<>();
        Set<Integer> indices = new HashSet<>();
        return in.list(() -> {
            String name = in.text();
            Pallet pallet = in.part(name, r -> pallet(name));
            if (!names.add(name) || !indices.add(pallet.index())) {
                throw new ScaleException("two pallets are named " + name + " or have index " + pallet.index());
            }
            return pallet;
        });
    }

    private Pallet pallet(String name) {
        Optional<Storage> storage = in.option(this::storage);
        OptionalInt calls = enumType();
        OptionalInt events = enumType();
        List<Constant> constants = in.list(this::constant);
        OptionalInt errors = enumType();
        if (version > 15) {
            in.list(this::passAssociatedType);
            in.list(this::passViewFunction);
        }
        int index = in.u8();
        if (version > 14) {
            docs(in);
        }
        deprecations.ofItem();
        return new Pallet(name, index, storage, new Pallet.Enums(calls, events, errors), constants);
    }

    private OptionalInt enumType() {
        Optional<Integer> type = in.option(() -> {
            int id = typeId(in);
            deprecations.ofEnum();
            return id;
        });
        if (type.isPresent() && !(types.type(type.get()).shape() instanceof Shape.Variants)) {
            throw new ScaleException("calls, events and errors are variants, but type " + type.get() + " is "
                    + types.type(type.get()).shape().describe());
        }
        return type.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private Storage storage() {
        return new Storage(in.text(), in.list(this::entry));
    }

    private StorageEntry entry() {
        String name = in.text();
        return in.part(name, r -> entry(name));
    }

    private StorageEntry entry(String name) {
        StorageEntry.Absence absence = RegistryReader.code(in, StorageEntry.Absence.values(), "modifier");
        boolean isMap = in.bool();
        StorageKeys keys = isMap ? keys() : StorageKeys.NONE;
        int value = typeId(in);
        types.type(value);
        Bytes fallback = Bytes.of(in.variable());
        docs(in);
        deprecations.ofItem();
        return new StorageEntry(name, keys, value, absence, fallback);
    }

    /** One hasher hashes the key as a whole; several hash one item each of a key that is a tuple. */
    private StorageKeys keys() {
        List<StorageHasher> hashers = in.list(() -> RegistryReader.code(in, StorageHasher.values(), "hasher"));
        int key = typeId(in);
        Shape shape = types.type(key).shape();
        if (hashers.size() == 1) {
            return new StorageKeys(hashers, List.of(key));
        }
        if (hashers.isEmpty()
                || !(shape instanceof Shape.Tuple(List<Integer> items))
                || items.size() != hashers.size()) {
            throw new ScaleException(hashers.size() + " hashers for a key that is " + shape.describe());
        }
        return new StorageKeys(hashers, items);
    }

    private Constant constant() {
        Constant constant = new Constant(in.text(), typeId(in), Bytes.of(in.variable()));
        docs(in);
        deprecations.ofItem();
        return constant;
    }

    private String passAssociatedType() {
        String name = in.text();
        typeId(in);
        docs(in);
        return name;
    }

    private String passViewFunction() {
        in.fixed(32); // its id
        String name = in.text();
        in.list(() -> {
            in.text();
            return typeId(in);
        });
        typeId(in);
        docs(in);
        deprecations.ofItem();
        return name;
    }
}
