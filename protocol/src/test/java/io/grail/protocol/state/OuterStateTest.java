package io.grail.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.run.RunToml;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OuterStateTest {
    private static final ParallelFor ONE = ParallelFor.SEQUENTIAL;

    private final SplittableRandom random = new SplittableRandom(4);
    private final Parameters theta = Updates.parameters(Updates.LAYOUT, random);
    private final Parameters momentum = Updates.parameters(Updates.LAYOUT, random);

    @Test
    void withoutMomentumTheRootIsThatOfTheModel() {
        assertThat(OuterState.plain(theta).root(ONE)).isEqualTo(ModelRoot.of(theta, ONE));
    }

    @Test
    void withMomentumTheRootIsThatOfTheSpecification() {
        Hash root = Hash.sha256(
                new byte[] {2},
                ModelRoot.of(theta, ONE).bytes(),
                ModelRoot.of(momentum, ONE).bytes());
        assertThat(new OuterState(theta, Optional.of(momentum)).root(ONE)).isEqualTo(root);
    }

    @Test
    void oneBitOfTheMomentumChangesTheRoot() {
        OuterState state = new OuterState(theta, Optional.of(momentum));
        Hash before = state.root(ONE);
        momentum.values("d")[4] = Math.nextUp(momentum.values("d")[4]);
        assertThat(state.root(ONE)).isNotEqualTo(before);
    }

    @Test
    void aRunBeginsWithAMomentumOfZerosOrNone() {
        OuterState gliding = before("outer.nesterov = 0.9");
        assertThat(gliding.momentum().orElseThrow().sameBits(Parameters.zeros(Updates.LAYOUT)))
                .isTrue();
        assertThat(before("").momentum()).isEmpty();
    }

    @Test
    void aMomentumOfAnotherModelIsRefused() {
        Parameters other = Parameters.zeros(new ParameterLayout(List.of(TensorShape.vector("v", 3))));
        assertThatThrownBy(() -> new OuterState(theta, Optional.of(other)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private OuterState before(String toml) {
        return OuterState.before(theta, RunToml.parse(toml).config().outer());
    }
}
