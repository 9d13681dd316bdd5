package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.protocol.state.Parameters;
import java.util.Arrays;

/** Honest miners that are not like the others: none of them may be taken for an attacker. */
final class Honest {
    private static final int KEPT_BITS = 0xffff0000;
    private static final int HALF = 0x8000;

    private Honest() {}

    /** Too slow for more than half of its steps; says so. */
    record Slow() implements Behaviour {
        @Override
        public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
            long[] samples = turn.samples();
            return training.from(turn.theta(), Arrays.copyOf(samples, samples.length / 2));
        }
    }

    /** On a machine that computes in bfloat16: what it learned is rounded to eight bits of fraction. */
    record Coarse() implements Behaviour {
        @Override
        public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
            Trainer.Result trained = training.from(turn.theta(), turn.samples());
            Parameters delta = trained.pseudoGradient();
            for (int tensor = 0; tensor < delta.layout().count(); tensor++) {
                float[] values = delta.values(tensor);
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat((Float.floatToRawIntBits(values[i]) + HALF) & KEPT_BITS);
                }
            }
            return trained;
        }
    }
}
