package io.grail.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateProofTest {
    private static final ParameterLayout LAYOUT =
            new ParameterLayout(List.of(TensorShape.matrix("a", 200, 100), TensorShape.vector("b", 300)));
    private static final StateProof.Scope SCOPE = scope(7);
    private static final Hotkey MINER = IntStream.range(0, 7)
            .mapToObj(i -> Hotkey.of(hash(i).bytes()))
            .sorted()
            .findFirst()
            .orElseThrow();

    /** Computed by another program, written from docs/protocol.md: parameter i is the number i. */
    @Test
    void proofIsThatOfTheDescription() {
        assertThat(StateProof.of(SCOPE, MINER, counting()))
                .hasToString("03ff3f65efb7cab2d169cf111d46f44c0fa8abcd58ea2155316c4e6a7ff4c205");
    }

    @Test
    void anotherHotkeyWindowOrBlockNeedsAnotherProof() {
        Parameters theta = counting();
        Hash proof = StateProof.of(SCOPE, MINER, theta);

        assertThat(StateProof.of(SCOPE, Hotkey.of(hash(8).bytes()), theta)).isNotEqualTo(proof);
        assertThat(StateProof.of(scope(8), MINER, theta)).isNotEqualTo(proof);
        assertThat(StateProof.of(new StateProof.Scope(SCOPE.runId(), SCOPE.window(), hash(10)), MINER, theta))
                .isNotEqualTo(proof);
    }

    @Test
    void aModelThatIsOneSmallMergeBehindNeverPasses() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int trial = 0; trial < 50; trial++) {
            Parameters stale = counting();
            for (int changed = 0; changed < LAYOUT.size() / 256; changed++) {
                stale.values(0)[random.nextInt(20_000)] += 1;
            }
            assertThat(StateProof.of(SCOPE, MINER, stale))
                    .as("seed %d, trial %d", seed, trial)
                    .isNotEqualTo(StateProof.of(SCOPE, MINER, counting()));
        }
    }

    private static Parameters counting() {
        Parameters theta = Parameters.zeros(LAYOUT);
        for (int i = 0; i < 20_000; i++) {
            theta.values(0)[i] = i;
        }
        for (int i = 0; i < 300; i++) {
            theta.values(1)[i] = 20_000 + i;
        }
        return theta;
    }

    private static StateProof.Scope scope(long window) {
        return new StateProof.Scope(new RunId(hash(1)), new Window(window), hash(9));
    }

    private static Hash hash(int number) {
        return Hash.sha256(new byte[] {(byte) number});
    }
}
