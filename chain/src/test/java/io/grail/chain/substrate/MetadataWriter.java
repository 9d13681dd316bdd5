package io.grail.chain.substrate;

import io.grail.chain.substrate.metadata.Case;
import io.grail.chain.substrate.metadata.Constant;
import io.grail.chain.substrate.metadata.Extension;
import io.grail.chain.substrate.metadata.ExtrinsicFormat;
import io.grail.chain.substrate.metadata.Field;
import io.grail.chain.substrate.metadata.Metadata;
import io.grail.chain.substrate.metadata.Pallet;
import io.grail.chain.substrate.metadata.Primitive;
import io.grail.chain.substrate.metadata.RuntimeApi;
import io.grail.chain.substrate.metadata.Shape;
import io.grail.chain.substrate.metadata.Storage;
import io.grail.chain.substrate.metadata.StorageEntry;
import io.grail.chain.substrate.metadata.StorageHasher;
import io.grail.chain.substrate.metadata.Type;
import io.grail.chain.substrate.metadata.TypeRegistry;
import io.grail.chain.substrate.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Writes metadata as a runtime does, with docs and deprecations here and there that a reader has to pass over. */
public final class MetadataWriter {
    private final ScaleWriter out = new ScaleWriter();
    private final int version;
    /** Types that a version needs besides those of the metadata: keys of several items, and the extrinsic. */
    private final List<Type> types = new ArrayList<>();

    private MetadataWriter(int version) {
        this.version = version;
    }

    /** The bytes of {@code metadata} in version {@code version}, 14 to 16. */
    public static byte[] write(Metadata metadata, int version) {
        MetadataWriter writer = new MetadataWriter(version);
        writer.all(metadata);
        byte[] body = writer.out.toByteArray();
        ScaleWriter registry = new ScaleWriter().u32(0x6174656d).u8(version);
        MetadataWriter types = new MetadataWriter(version);
        registry.compact(writer.types.size());
        for (int id = 0; id < writer.types.size(); id++) {
            types.type(id, writer.types.get(id));
        }
        return registry.fixed(types.out.toByteArray()).fixed(body).toByteArray();
    }

    private void all(Metadata metadata) {
        TypeRegistry registry = metadata.types();
        IntStream.range(0, registry.size()).mapToObj(registry::type).forEach(types::add);
        out.list(metadata.pallets(), this::pallet);
        extrinsic(metadata.extrinsic());
        if (version < 16) {
            out.compact(0);
        }
        if (version > 14) {
            out.list(metadata.apis(), this::api);
            out.compact(0).compact(0).compact(0);
            out.list(List.of("custom"), name -> out.text(name).compact(0).variable(new byte[] {7}));
        }
    }

    private void type(int id, Type type) {
        out.compact(id).list(type.path(), out::text);
        out.list(
                List.copyOf(type.parameters().entrySet()),
                parameter -> out.text(parameter.getKey()).option(Optional.of(parameter.getValue()), out::compact));
        switch (type.shape()) {
            case Shape.Composite composite -> {
                out.u8(0);
                fields(composite.fields());
            }
            case Shape.Variants variants -> out.u8(1).list(variants.cases(), this::option);
            case Shape.Sequence sequence -> out.u8(2).compact(sequence.item());
            case Shape.FixedArray array -> out.u8(3).u32(array.length()).compact(array.item());
            case Shape.Tuple tuple -> out.u8(4).list(tuple.items(), out::compact);
            case Shape.Simple simple -> out.u8(5).u8(code(Primitive.values(), simple.primitive()));
            case Shape.Compact compact -> out.u8(6).compact(compact.type());
            case Shape.Bits bits -> out.u8(7).compact(bits.store()).compact(bits.order());
        }
        docs("a type");
    }

    private void option(Case option) {
        out.text(option.name());
        fields(option.fields());
        out.u8(option.index()).list(option.docs(), out::text);
    }

    private void fields(List<Field> fields) {
        out.list(fields, field -> {
            out.option(field.name(), out::text).compact(field.type());
            out.option(Optional.of("T"), out::text);
            docs("a field");
        });
    }

    private void pallet(Pallet pallet) {
        out.text(pallet.name()).option(pallet.storage(), this::storage);
        enumType(pallet.enums().calls());
        enumType(pallet.enums().events());
        out.list(pallet.constants(), this::constant);
        enumType(pallet.enums().errors());
        if (version > 15) {
            out.list(List.of("Associated"), name -> {
                out.text(name).compact(0);
                docs("an associated type");
            });
            out.list(List.of("view"), this::viewFunction);
        }
        out.u8(pallet.index());
        if (version > 14) {
            docs("a pallet");
        }
        deprecation();
    }

    private void viewFunction(String name) {
        out.fixed(new byte[32])
                .text(name)
                .list(List.of("argument"), argument -> out.text(argument).compact(0));
        out.compact(0);
        docs("a view function");
        deprecation();
    }

    private void enumType(OptionalInt type) {
        out.bool(type.isPresent());
        type.ifPresent(id -> {
            out.compact(id);
            if (version > 15) {
                out.list(List.of(3), index -> {
                    out.u8(index);
                    deprecation();
                });
            }
        });
    }

    private void storage(Storage storage) {
        out.text(storage.prefix()).list(storage.entries(), this::entry);
    }

    private void entry(StorageEntry entry) {
        out.text(entry.name()).u8(code(StorageEntry.Absence.values(), entry.absence()));
        int keys = entry.keys().count();
        out.bool(keys > 0);
        if (keys > 0) {
            out.list(entry.keys().hashers(), hasher -> out.u8(code(StorageHasher.values(), hasher)));
            out.compact(
                    keys == 1
                            ? entry.keys().types().getFirst()
                            : tuple(entry.keys().types()));
        }
        out.compact(entry.value()).variable(entry.fallback().toArray());
        docs("an entry");
        deprecation();
    }

    private int tuple(List<Integer> items) {
        types.add(new Type(List.of(), Map.of(), new Shape.Tuple(items)));
        return types.size() - 1;
    }

    private void constant(Constant constant) {
        out.text(constant.name())
                .compact(constant.type())
                .variable(constant.value().toArray());
        docs("a constant");
        deprecation();
    }

    private void extrinsic(ExtrinsicFormat extrinsic) {
        int address = extrinsic.address().orElseThrow();
        int signature = extrinsic.signature().orElseThrow();
        switch (version) {
            case 14 -> {
                Map<String, Integer> parameters = Map.of("Address", address, "Signature", signature);
                types.add(new Type(List.of("UncheckedExtrinsic"), parameters, new Shape.Tuple(List.of())));
                out.compact(types.size() - 1).u8(4);
            }
            case 15 -> out.u8(4).compact(address).compact(0).compact(signature).compact(0);
            default -> {
                out.list(extrinsic.versions(), out::u8)
                        .compact(address)
                        .compact(0)
                        .compact(signature);
                List<Integer> order = IntStream.range(0, extrinsic.extensions().size())
                        .boxed()
                        .toList();
                out.compact(1).u8(0).list(order, out::compact);
            }
        }
        out.list(extrinsic.extensions(), this::extension);
    }

    private void extension(Extension extension) {
        out.text(extension.identifier()).compact(extension.extra()).compact(extension.implicit());
    }

    private void api(RuntimeApi api) {
        out.text(api.name()).list(api.methods(), this::method);
        docs("an api");
        if (version > 15) {
            out.compact(2);
            deprecation();
        }
    }

    private void method(RuntimeApi.Method method) {
        out.text(method.name())
                .list(method.inputs(), input -> out.text(input.name()).compact(input.type()))
                .compact(method.output());
        docs("a method");
        deprecation();
    }

    private static <E> int code(E[] values, E value) {
        return Arrays.asList(values).indexOf(value);
    }

    private void docs(String of) {
        out.list(List.of(of), out::text);
    }

    private void deprecation() {
        if (version > 15) {
            out.u8(2).text("old").option(Optional.of("4"), out::text);
        }
    }
}
