package io.grail.bench.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.node.cli.UsageException;
import io.grail.protocol.run.InvalidRunException;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunToml;
import org.junit.jupiter.api.Test;

class VariantTest {
    private static final RunConfig BASE = RunToml.parse("").config();

    @Test
    void namedKeysChangeAndOthersStay() {
        RunConfig run = Variant.parse("one bit: compression.bits = 1, inner.optimizer = \"adamw\"")
                .of(BASE);
        assertThat(run.compression().bits()).isEqualTo(1);
        assertThat(run.inner()).isEqualTo(BASE.inner().withOptimizer("adamw"));
        assertThat(run.model()).isEqualTo(BASE.model());
    }

    @Test
    void aNameAloneChangesNothing() {
        assertThat(Variant.parse("as it is").of(BASE)).isEqualTo(BASE);
        assertThat(Variant.parse("as it is:").name()).isEqualTo("as it is");
    }

    @Test
    void aMistakeIsNamed() {
        assertThatThrownBy(() -> Variant.parse("x: compression.bits"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("compression.bits");
        assertThatThrownBy(() -> Variant.parse("x: compression.bist = 1").of(BASE))
                .isInstanceOf(InvalidRunException.class)
                .hasMessageContaining("bist");
    }
}
