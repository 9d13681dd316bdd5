package io.grail.chain.substrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.chain.substrate.extrinsic.ChainVersion;
import io.grail.chain.substrate.extrinsic.ExtrinsicSigner;
import io.grail.chain.substrate.extrinsic.Terms;
import io.grail.chain.substrate.metadata.Constant;
import io.grail.chain.substrate.metadata.Metadata;
import io.grail.chain.substrate.metadata.MetadataReader;
import io.grail.chain.substrate.metadata.Pallet;
import io.grail.chain.substrate.metadata.Storage;
import io.grail.chain.substrate.metadata.StorageEntry;
import io.grail.chain.substrate.metadata.TypeRegistry;
import io.grail.chain.substrate.runtime.ChainRuntime;
import io.grail.chain.substrate.scale.Bytes;
import io.grail.chain.substrate.value.RandomValues;
import io.grail.chain.substrate.value.Value;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Real metadata, which are not ours to keep here: {@code -Dgrail.metadata=FILE:FILE…}, each the bytes that
 * {@code state_getMetadata} or {@code Metadata_metadata_at_version} answered.
 */
@EnabledIfSystemProperty(named = "grail.metadata", matches = ".+")
class ForeignMetadataTest {
    private static final ChainRuntime EXCERPT = Vectors.RUNTIME;

    private static Stream<ChainRuntime> runtimes() {
        return Arrays.stream(System.getProperty("grail.metadata", "").split(File.pathSeparator, -1))
                .map(file -> new ChainRuntime(read(Path.of(file))));
    }

    private static Metadata read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return bytes[0] == 'm'
                    ? MetadataReader.read(bytes)
                    : MetadataReader.readOptional(bytes).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    @Test
    void constantsAndDefaultsOfEveryPalletComeBack() {
        runtimes().forEach(runtime -> {
            int compared = 0;
            for (Pallet pallet : runtime.metadata().pallets()) {
                for (Constant constant : pallet.constants()) {
                    comesBack(runtime, constant.type(), constant.value());
                    compared++;
                }
                for (StorageEntry entry : pallet.storage().map(Storage::entries).orElse(List.of())) {
                    if (entry.absence() == StorageEntry.Absence.DEFAULT) {
                        comesBack(runtime, entry.value(), entry.fallback());
                        compared++;
                    }
                }
            }
            assertThat(compared).isGreaterThan(20);
        });
    }

    private static void comesBack(ChainRuntime runtime, int type, Bytes bytes) {
        Value value = runtime.codec().decode(type, bytes.toArray());
        assertThat(Bytes.of(runtime.codec().encode(type, value))).isEqualTo(bytes);
    }

    @Test
    void valuesOfEveryTypeComeBack() {
        runtimes().forEach(runtime -> {
            TypeRegistry types = runtime.metadata().types();
            int withValues = 0;
            for (int type = 0; type < types.size(); type++) {
                try {
                    Value value = new RandomValues(types, new SplittableRandom(type)).of(type);
                    byte[] bytes = runtime.codec().encode(type, value);
                    assertThat(runtime.codec().decode(type, bytes)).isEqualTo(value);
                    withValues++;
                } catch (NoSuchElementException e) {
                    // An enum of no cases, or something that holds one.
                }
            }
            assertThat(withValues).isGreaterThan(types.size() / 2);
        });
    }

    @Test
    void theExcerptSaysWhatSubtensorSays() {
        runtimes().filter(real -> real.hasCall("SubtensorModule.set_weights")).forEach(real -> {
            for (Pallet pallet : EXCERPT.metadata().pallets()) {
                Pallet same = real.metadata().pallets().stream()
                        .filter(other -> other.name().equals(pallet.name()))
                        .findFirst()
                        .orElseThrow();
                assertThat(same.index()).isEqualTo(pallet.index());
                meansTheSame(real, pallet.enums().calls(), same.enums().calls());
                meansTheSame(real, pallet.enums().events(), same.enums().events());
                meansTheSame(real, pallet.enums().errors(), same.enums().errors());
                for (StorageEntry entry : pallet.storage().map(Storage::entries).orElse(List.of())) {
                    storesTheSame(real, pallet.name() + "." + entry.name());
                }
            }
            assertThat(real.moduleError(7, 4)).isEqualTo(EXCERPT.moduleError(7, 4));
            Terms terms = Terms.immortal(new ChainVersion(Bytes.of(new byte[32]), 393, 1), 3);
            assertThat(new ExtrinsicSigner(real).payload(Bytes.of(), terms))
                    .isEqualTo(new ExtrinsicSigner(EXCERPT).payload(Bytes.of(), terms));
        });
    }

    /** The keys are compared by the vectors, too; here it is the names, the types and the defaults. */
    private static void storesTheSame(ChainRuntime real, String name) {
        assertThat(real.storage(name).prefix()).isEqualTo(EXCERPT.storage(name).prefix());
        assertThat(real.storage(name).decode(Optional.empty()))
                .isEqualTo(EXCERPT.storage(name).decode(Optional.empty()));
    }

    /** Every call, event and error that the excerpt has is, as bytes, the same of the real runtime. */
    private static void meansTheSame(ChainRuntime real, OptionalInt excerptType, OptionalInt realType) {
        for (int seed = 0; excerptType.isPresent() && seed < 50; seed++) {
            int type = excerptType.getAsInt();
            Value value = new RandomValues(EXCERPT.metadata().types(), new SplittableRandom(seed)).of(type);
            byte[] bytes = EXCERPT.codec().encode(type, value);
            assertThat(real.codec().decode(realType.orElseThrow(), bytes)).isEqualTo(value);
        }
    }
}
