package io.grail.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InnerStepOptionsTest {
    @Test
    void withoutOptionsTheSmallModelRunsOnTwoThreadsAlone() {
        var options = InnerStepOptions.parse();
        assertThat(options.model()).isEqualTo(BenchModel.S);
        assertThat(options.threads()).isEqualTo(2);
        assertThat(options.peerPython()).isEmpty();
    }

    @Test
    void optionsAreRead() {
        var options = InnerStepOptions.parse("--model", "m", "--turns", "3", "--peer-python", "/usr/bin/python3");
        assertThat(options.model()).isEqualTo(BenchModel.M);
        assertThat(options.turns()).isEqualTo(3);
        assertThat(options.peerPython()).contains("/usr/bin/python3");
    }

    @Test
    void aMistakeIsNamed() {
        assertThatThrownBy(() -> InnerStepOptions.parse("--modle", "s")).hasMessageContaining("unknown option --modle");
        assertThatThrownBy(() -> InnerStepOptions.parse("--model")).hasMessageContaining("needs a value");
        assertThatThrownBy(() -> InnerStepOptions.parse("--model", "xl")).hasMessageContaining("[tiny, s, m]");
        assertThatThrownBy(() -> InnerStepOptions.parse("--threads", "0")).hasMessageContaining("--threads is 0");
    }
}
