package io.grail.chain.substrate;

import io.grail.chain.substrate.metadata.Case;
import io.grail.chain.substrate.metadata.Constant;
import io.grail.chain.substrate.metadata.Extension;
import io.grail.chain.substrate.metadata.ExtrinsicFormat;
import io.grail.chain.substrate.metadata.Metadata;
import io.grail.chain.substrate.metadata.Pallet;
import io.grail.chain.substrate.metadata.RuntimeApi;
import io.grail.chain.substrate.metadata.Shape;
import io.grail.chain.substrate.metadata.Storage;
import io.grail.chain.substrate.metadata.StorageEntry;
import io.grail.chain.substrate.metadata.StorageHasher;
import io.grail.chain.substrate.metadata.StorageKeys;
import io.grail.chain.substrate.scale.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes metadata of a text that describes a runtime, a line a thing; the resource shows the language. The enums of
 * all calls and all events are made from the rest.
 */
public final class RuntimeText {
    private static final Map<String, StorageHasher> HASHERS = Map.of(
            "Blake2_128", StorageHasher.BLAKE2_128,
            "Blake2_256", StorageHasher.BLAKE2_256,
            "Blake2_128Concat", StorageHasher.BLAKE2_128_CONCAT,
            "Twox128", StorageHasher.TWOX_128,
            "Twox256", StorageHasher.TWOX_256,
            "Twox64Concat", StorageHasher.TWOX_64_CONCAT,
            "Identity", StorageHasher.IDENTITY);

    private final TypeText types = new TypeText();
    private final List<PalletText> pallets = new ArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();
    private final Map<String, List<RuntimeApi.Method>> apis = new LinkedHashMap<>();
    private List<Case> openEnum = new ArrayList<>();

    private record PalletText(
            String name,
            int index,
            Map<String, List<Case>> enums,
            List<StorageEntry> storage,
            List<Constant> constants) {}

    /** The excerpt of Subtensor's runtime that the tests use, with its extensions and any more. */
    public static Metadata subtensor(String... moreLines) {
        return of(resource("subtensor-excerpt.txt") + String.join("\n", moreLines));
    }

    /** The metadata, as version 16 would tell it. */
    public static Metadata of(String text) {
        RuntimeText runtime = new RuntimeText();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(runtime::line);
        return runtime.metadata();
    }

    static String resource(String name) {
        try (var in = Objects.requireNonNull(RuntimeText.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As runtimes describe it: the first byte names the case, and there is one for each. */
    private Shape eras() {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("Immortal", 0, List.of(), List.of()));
        for (int first = 1; first < 256; first++) {
            cases.add(new Case("Mortal" + first, first, types.words("(u8)").fields(), List.of()));
        }
        return new Shape.Variants(cases);
    }

    private void line(String line) {
        TypeText.Words in = types.words(line);
        switch (in.word()) {
            case "struct" -> types.define(in.word(), new Shape.Composite(in.fields()));
            case "enum" -> {
                openEnum = new ArrayList<>();
                types.define(in.word(), new Shape.Variants(openEnum));
            }
            case "case" -> openEnum.add(option(in));
            case "eras" -> types.define(in.word(), eras());
            case "pallet" ->
                pallets.add(new PalletText(
                        in.word(), in.number(), new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>()));
            case "call" -> option("Call", in);
            case "event" -> option("Event", in);
            case "error" -> option("Error", in);
            case "storage" -> pallets.getLast().storage().add(entry(in));
            case "const" -> pallets.getLast().constants().add(new Constant(in.word(), in.type(), in.hex()));
            case "extension" -> extensions.add(new Extension(in.word(), in.type(), in.type()));
            case "api" -> api(in);
            default -> throw new IllegalArgumentException(line);
        }
        in.end();
    }

    private void option(String kind, TypeText.Words in) {
        pallets.getLast().enums().computeIfAbsent(kind, k -> new ArrayList<>()).add(option(in));
    }

    private static Case option(TypeText.Words in) {
        int index = in.number();
        String name = in.word();
        return new Case(name, index, in.fields(), in.quoted());
    }

    private static StorageEntry entry(TypeText.Words in) {
        String name = in.word();
        List<StorageHasher> hashers = new ArrayList<>();
        List<Integer> keys = new ArrayList<>();
        while (!in.accept("->")) {
            hashers.add(Objects.requireNonNull(HASHERS.get(in.word())));
            in.expect("(");
            keys.add(in.type());
            in.expect(")");
        }
        StorageKeys all = hashers.isEmpty() ? StorageKeys.NONE : new StorageKeys(hashers, keys);
        int value = in.type();
        return in.accept("optional")
                ? new StorageEntry(name, all, value, StorageEntry.Absence.OPTIONAL, Bytes.of((byte) 0))
                : fallback(in, name, all, value);
    }

    private static StorageEntry fallback(TypeText.Words in, String name, StorageKeys keys, int value) {
        in.expect("default");
        return new StorageEntry(name, keys, value, StorageEntry.Absence.DEFAULT, in.hex());
    }

    private void api(TypeText.Words in) {
        String trait = in.word();
        String method = in.word();
        List<RuntimeApi.Input> inputs = in.fields().stream()
                .map(field -> new RuntimeApi.Input(field.name().orElseThrow(), field.type()))
                .toList();
        in.expect("->");
        apis.computeIfAbsent(trait, t -> new ArrayList<>()).add(new RuntimeApi.Method(method, inputs, in.type()));
    }

    private Metadata metadata() {
        List<Pallet> all = pallets.stream().map(this::pallet).toList();
        outer("RuntimeCall", "Call");
        outer("RuntimeEvent", "Event");
        ExtrinsicFormat extrinsic = new ExtrinsicFormat(
                List.of(4, 5),
                OptionalInt.of(types.named("MultiAddress")),
                OptionalInt.of(types.named("MultiSignature")),
                extensions);
        List<RuntimeApi> traits = apis.entrySet().stream()
                .map(api -> new RuntimeApi(api.getKey(), api.getValue()))
                .toList();
        return new Metadata(16, types.registry(), all, extrinsic, traits);
    }

    private Pallet pallet(PalletText pallet) {
        Optional<Storage> storage = pallet.storage().isEmpty()
                ? Optional.empty()
                : Optional.of(new Storage(pallet.name(), pallet.storage()));
        pallet.enums().forEach((kind, cases) -> types.define(pallet.name() + kind, new Shape.Variants(cases)));
        Pallet.Enums enums = new Pallet.Enums(enumOf(pallet, "Call"), enumOf(pallet, "Event"), enumOf(pallet, "Error"));
        return new Pallet(pallet.name(), pallet.index(), storage, enums, pallet.constants());
    }

    private OptionalInt enumOf(PalletText pallet, String kind) {
        return pallet.enums().containsKey(kind)
                ? OptionalInt.of(types.named(pallet.name() + kind))
                : OptionalInt.empty();
    }

    private void outer(String name, String kind) {
        List<Case> cases = pallets.stream()
                .filter(pallet -> pallet.enums().containsKey(kind))
                .map(pallet -> new Case(
                        pallet.name(),
                        pallet.index(),
                        types.words("(" + pallet.name() + kind + ")").fields(),
                        List.of()))
                .toList();
        types.define(name, new Shape.Variants(cases));
    }
}
