package io.grail.learning.train;

import io.grail.learning.model.LanguageModel;
import io.grail.learning.model.Leaf;
import io.grail.protocol.run.InnerConfig;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import java.util.List;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;

/** One rule that turns the gradients of some leaves into steps, with the state it needs. */
sealed interface Optimizer extends AutoCloseable permits AdamW, Muon, Sgd {
    /** Changes the parameters by the gradients they hold, each divided first: clipping without a pass of its own. */
    void step(double learningRate, Tensor gradientDivisor);

    /** Copies the moments out, each to its leaf's place in the layout; returns how many steps they have seen. */
    long store(ParameterLayout layout, Parameters first, Parameters second);

    /** The inverse of {@link #store}. */
    void load(ParameterLayout layout, OptimizerFile.State state);

    @Override
    void close();

    /**
     * The run's optimiser of some of the {@code model}'s leaves, given by their indices, in parts: weight decay is for
     * matrices (the embedding included), not for norms; Muon is for the matrices between embedding and head.
     */
    static List<Optimizer> of(InnerConfig config, LanguageModel model, List<Integer> indices) {
        List<Leaf> leaves = indices.stream().map(model.leaves()::get).toList();
        Predicate<Leaf> matrix = Leaf::isMatrix;
        if (config.optimizer().equals("sgd")) {
            return List.of(
                    new Sgd(config.weightDecay(), only(leaves, matrix)), new Sgd(0, only(leaves, matrix.negate())));
        }
        Predicate<Leaf> hidden = config.optimizer().equals("muon")
                ? matrix.and(leaf -> leaf != model.head() && leaf != model.embedding())
                : leaf -> false;
        return List.of(
                new Muon(config, only(leaves, hidden)),
                new AdamW(config, config.weightDecay(), only(leaves, matrix.and(hidden.negate())), model.device()),
                new AdamW(config, 0, only(leaves, matrix.negate()), model.device()));
    }

    private static List<Leaf> only(List<Leaf> leaves, Predicate<Leaf> wanted) {
        return leaves.stream().filter(wanted).toList();
    }
}
