package io.grail.learning.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NativeRuntimeTest {
    @BeforeEach
    void start() {
        NativeRuntime.start(1);
    }

    @Test
    void startingAgainWithTheSameThreadsChangesNothing() {
        assertThatCode(() -> NativeRuntime.start(1)).doesNotThrowAnyException();
        assertThat(torch.get_num_threads()).isEqualTo(1);
    }

    @Test
    void aSecondThreadCountIsRefused() {
        assertThatThrownBy(() -> NativeRuntime.start(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("runs with 1 threads");
    }

    @Test
    void aDeviceThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Device.named("tpu"))
                .isInstanceOf(NativeException.class)
                .hasMessageContaining("tpu");
        if (!torch.cuda_is_available()) {
            assertThatThrownBy(() -> Device.named("cuda:1"))
                    .isInstanceOf(NativeException.class)
                    .hasMessageContaining("no CUDA");
        }
    }

    @Test
    void aTensorOutlivesItsScopeOnlyIntoAnother() {
        try (var _ = Native.scope()) {
            Tensor kept;
            try (var inner = Native.scope()) {
                kept = inner.outlive(torch.ones(3));
            }
            assertThat(kept.sum().item_double()).isEqualTo(3);
        }
        try (var alone = Native.scope()) {
            assertThatThrownBy(() -> alone.outlive(torch.ones(3))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theErrorStreamIsItselfAgainAfterTheLoad() {
        var before = System.err;
        try (var _ = new LoadWarnings()) {
            assertThat(System.err).isNotSameAs(before);
        }
        assertThat(System.err).isSameAs(before);
    }
}
