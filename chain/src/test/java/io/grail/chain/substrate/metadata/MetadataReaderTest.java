package io.grail.chain.substrate.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.substrate.MetadataWriter;
import io.grail.chain.substrate.RuntimeText;
import io.grail.chain.substrate.scale.ScaleException;
import io.grail.chain.substrate.scale.ScaleWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataReaderTest {
    private static final Metadata SUBTENSOR = RuntimeText.subtensor();

    private static List<Type> types(TypeRegistry registry) {
        return IntStream.range(0, registry.size()).mapToObj(registry::type).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16})
    void everyVersionTellsTheSameRuntime(int version) {
        Metadata read = MetadataReader.read(MetadataWriter.write(SUBTENSOR, version));
        assertThat(read.version()).isEqualTo(version);
        assertThat(types(read.types())).startsWith(types(SUBTENSOR.types()).toArray(Type[]::new));
        assertThat(read.pallets()).isEqualTo(SUBTENSOR.pallets());
        assertThat(read.extrinsic().extensions())
                .isEqualTo(SUBTENSOR.extrinsic().extensions());
        assertThat(read.extrinsic().address()).isEqualTo(SUBTENSOR.extrinsic().address());
        assertThat(read.extrinsic().versions()).contains(4);
        assertThat(read.apis()).isEqualTo(version == 14 ? List.of() : SUBTENSOR.apis());
    }

    @Test
    void theAnswerOfTheRuntimesFunctionIsUnwrapped() {
        byte[] metadata = MetadataWriter.write(SUBTENSOR, 15);
        ScaleWriter answer = new ScaleWriter();
        answer.option(Optional.of(metadata), answer::variable);
        assertThat(MetadataReader.readOptional(answer.toByteArray())
                        .orElseThrow()
                        .pallets())
                .isEqualTo(SUBTENSOR.pallets());
        assertThat(MetadataReader.readOptional(new byte[] {0})).isEmpty();
    }

    @Test
    void noPrefixIsMetadata() {
        byte[] metadata = MetadataWriter.write(SUBTENSOR, 16);
        for (int length = 0; length < metadata.length; length += 7) {
            byte[] prefix = Arrays.copyOf(metadata, length);
            assertThatThrownBy(() -> MetadataReader.read(prefix)).isInstanceOf(ScaleException.class);
        }
    }

    @Test
    void otherVersionsAndOtherBytesAreNamed() {
        byte[] metadata = MetadataWriter.write(SUBTENSOR, 16);
        metadata[4] = 17;
        assertThatThrownBy(() -> MetadataReader.read(metadata))
                .hasMessage("metadata of version 17, expected 14, 15 or 16");
        assertThatThrownBy(() -> MetadataReader.read(new byte[] {1, 2, 3, 4, 5}))
                .hasMessageContaining("no metadata");
        assertThatThrownBy(() -> MetadataReader.read(new byte[MetadataReader.MAX_BYTES + 1]))
                .hasMessageContaining("at most");
    }

    @Test
    void aTypeThatRefersToNoneIsNamed() {
        List<Type> types = List.of(new Type(List.of("Broken"), Map.of(), new Shape.Sequence(7)));
        assertThatThrownBy(() -> new TypeRegistry(types))
                .hasMessage("type 0 (Broken) refers to type 7, but the metadata has 1");
    }

    @Test
    void typesMadeOfNothingAreEmptyAndThoseThatContainThemselvesAreNot() {
        TypeRegistry registry = RuntimeText.of("""
                struct MultiAddress ()
                struct MultiSignature ([MultiAddress; 9], (), [u8; 0])
                struct Loop (Loop)
                struct Number (u8)
                enum One
                  case 0 Only ()
                """).types();
        List<String> empty = types(registry).stream()
                .filter(type -> registry.isEmpty(types(registry).indexOf(type)))
                .map(Type::name)
                .toList();
        assertThat(empty)
                .contains("MultiAddress", "MultiSignature", "an array of 9", "an array of 0", "a tuple of 0")
                .doesNotContain("Loop", "Number", "One");
    }
}
