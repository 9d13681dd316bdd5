package io.grail.chain.substrate.runtime;

import io.grail.chain.substrate.metadata.Case;
import io.grail.chain.substrate.metadata.Constant;
import io.grail.chain.substrate.metadata.Metadata;
import io.grail.chain.substrate.metadata.Pallet;
import io.grail.chain.substrate.metadata.Shape;
import io.grail.chain.substrate.metadata.StorageEntry;
import io.grail.chain.substrate.metadata.TypeRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/** The pallets of a runtime, found by name or index. Names are {@code Pallet.item}. */
final class Pallets {
    private final TypeRegistry types;
    private final Map<String, Pallet> byName = new HashMap<>();
    private final Map<Integer, Pallet> byIndex = new HashMap<>();

    Pallets(Metadata metadata) {
        types = metadata.types();
        for (Pallet pallet : metadata.pallets()) {
            byName.put(pallet.name(), pallet);
            byIndex.put(pallet.index(), pallet);
        }
    }

    /** A pallet and one of its parts. */
    record Found<T>(Pallet pallet, T part) {}

    Found<Case> call(String name) {
        return findCall(name).orElseThrow(() -> new UnknownNameException("call", name));
    }

    Found<StorageEntry> storage(String name) {
        return findStorage(name).orElseThrow(() -> new UnknownNameException("storage entry", name));
    }

    Found<Constant> constant(String name) {
        return findConstant(name).orElseThrow(() -> new UnknownNameException("constant", name));
    }

    boolean hasCall(String name) {
        return findCall(name).isPresent();
    }

    boolean hasStorage(String name) {
        return findStorage(name).isPresent();
    }

    boolean hasConstant(String name) {
        return findConstant(name).isPresent();
    }

    private Optional<Found<Constant>> findConstant(String name) {
        return find(name, pallet -> pallet.constants().stream(), Constant::name);
    }

    private Optional<Found<Case>> findCall(String name) {
        return find(name, pallet -> cases(pallet.enums().calls()).stream(), Case::name);
    }

    private Optional<Found<StorageEntry>> findStorage(String name) {
        return find(
                name,
                pallet -> pallet.storage().stream().flatMap(storage -> storage.entries().stream()),
                StorageEntry::name);
    }

    Found<Case> error(int pallet, int error) {
        Pallet found = byIndex.get(pallet);
        if (found == null) {
            throw new UnknownNameException("pallet", pallet);
        }
        return cases(found.enums().errors()).stream()
                .filter(option -> option.index() == error)
                .findFirst()
                .map(option -> new Found<>(found, option))
                .orElseThrow(() -> new UnknownNameException("error", error + " of " + found.name()));
    }

    private <T> Optional<Found<T>> find(String name, Function<Pallet, Stream<T>> parts, Function<T, String> partName) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("expected Pallet.item, got " + name);
        }
        String item = name.substring(dot + 1);
        return Optional.ofNullable(byName.get(name.substring(0, dot)))
                .flatMap(pallet -> parts.apply(pallet)
                        .filter(part -> partName.apply(part).equals(item))
                        .findFirst()
                        .map(part -> new Found<>(pallet, part)));
    }

    private List<Case> cases(OptionalInt type) {
        return type.isPresent() && types.type(type.getAsInt()).shape() instanceof Shape.Variants variants
                ? variants.cases()
                : List.of();
    }
}
