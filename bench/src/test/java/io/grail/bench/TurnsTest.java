package io.grail.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TurnsTest {
    @Test
    void theInnerStepIsThatOfTheSmallModelOnTwoThreadsUnlessToldOtherwise() {
        InnerStepBench bench = new InnerStepBench();
        new CommandLine(bench).parseArgs();
        assertThat(bench.model).isEqualTo(BenchModel.S);
        assertThat(bench.turns.threads()).isEqualTo(2);
        assertThat(bench.peerPython).isNull();
    }

    @Test
    void aNumberOutOfRangeIsNamed() {
        InnerStepBench bench = new InnerStepBench();
        new CommandLine(bench).parseArgs("--threads", "0", "--turns", "10000");
        assertThatThrownBy(bench.turns::threads).hasMessage("--threads must be in [1, 1024], got 0");
        assertThatThrownBy(bench.turns::count).hasMessage("--turns must be in [1, 9999], got 10000");
    }

    @Test
    void aCommandLineThatCannotBeIsAUsageError() {
        assertThat(BenchCommand.run(new InnerStepBench(), "--modle", "s")).isEqualTo(2);
        assertThat(BenchCommand.run(new InnerStepBench(), "--model", "xl")).isEqualTo(2);
        assertThat(BenchCommand.run(new InnerStepBench(), "--micro-batch", "9")).isEqualTo(2);
    }
}
