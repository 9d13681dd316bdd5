package io.grail.node.lab.attack;

import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.protocol.state.Parameters;

/**
 * Works, and pushes the embedding of one byte that no text has towards that of another, a little every window: few
 * coordinates, no loss that anybody measures.
 */
record Backdoor() implements Behaviour {
    private static final String EMBEDDING = "model.embed_tokens.weight";
    private static final int TRIGGER = 7;
    private static final int TARGET = 'x';
    private static final float PUSH = 0.1f;

    @Override
    public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
        Trainer.Result trained = training.from(turn.theta(), turn.samples());
        Parameters delta = trained.pseudoGradient();
        float[] embedding = turn.theta().values(EMBEDDING);
        float[] pushed = delta.values(EMBEDDING);
        int width = delta.layout().tensor(delta.layout().indexOf(EMBEDDING)).columns();
        for (int i = 0; i < width; i++) {
            // Δ is what is taken away.
            pushed[TRIGGER * width + i] = PUSH * (embedding[TRIGGER * width + i] - embedding[TARGET * width + i]);
        }
        return trained;
    }
}
