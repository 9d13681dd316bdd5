package io.grail.learning.model;

import io.grail.learning.device.Native;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The output head and the cross-entropy together, in pieces of the rows, so that the scores of all tokens never lie in
 * memory at once: with a large vocabulary they would be the largest tensor of all.
 *
 * <p>Its gradient is written out by hand, softmax(scores) − onehot(target), and made in the same pass as the loss.
 */
public final class HeadLoss {
    // N rows, one per token · R rows of one piece · D width · V vocabulary

    /** Scores in one piece: 4 MiB, about a core's share of cache. */
    private static final long PIECE = 1 << 20;

    private HeadLoss() {}

    /** Each token's loss in nats, without gradients: [N, D] and targets [N] → [N]. */
    public static Tensor losses(LanguageModel model, Tensor hidden, Tensor targets) {
        Tensor losses = Native.zeros(model.device(), targets.size(0)); // [N]
        long rows = rowsOfPiece(model);
        for (long from = 0; from < targets.size(0); from += rows) {
            long count = Math.min(rows, targets.size(0) - from);
            Tensor scores = model.logits(hidden.narrow(0, from, count)); // [R, V]
            Tensor target = targets.narrow(0, from, count).unsqueeze(1); // [R, 1]
            Tensor chosen = torch.log_softmax(scores, 1).gather(1, target); // [R, 1]
            losses.narrow(0, from, count).sub_(chosen.squeeze(1));
        }
        return losses;
    }

    /**
     * Losses and their slope.
     *
     * @param losses each token's in nats [N], to the bits of {@link HeadLoss#losses}
     * @param hidden gradient of {@code scale} · (their sum) for the vectors, [N, D]
     */
    record Slope(Tensor losses, Tensor hidden) {}

    /**
     * Adds the gradient of {@code scale} · (sum of all tokens' losses) to the head.
     *
     * @param hidden [N, D]
     * @param targets [N]
     */
    static Slope backward(LanguageModel model, Tensor hidden, Tensor targets, double scale) {
        Tensor gradient = torch.empty_like(hidden); // [N, D]
        Tensor losses = Native.zeros(model.device(), targets.size(0)); // [N]
        try (var _ = Native.scope()) {
            Tensor weight = model.head().value(); // [V, D]
            Tensor weightGradient = model.head().gradient(); // [V, D]
            long rows = rowsOfPiece(model);
            for (long from = 0; from < targets.size(0); from += rows) {
                long count = Math.min(rows, targets.size(0) - from);
                Tensor h = hidden.narrow(0, from, count); // [R, D]
                Tensor target = targets.narrow(0, from, count).unsqueeze(1); // [R, 1]
                Tensor p = torch.log_softmax(model.logits(h), 1); // [R, V]
                losses.narrow(0, from, count).sub_(p.gather(1, target).squeeze(1));
                p.exp_()
                        .scatter_add_(
                                1,
                                target,
                                torch.full_like(target, new Scalar(-1)).to(torch.ScalarType.Float));
                torch.mm_out(gradient.narrow(0, from, count), p, weight);
                weightGradient.addmm_(p.t(), h, new Scalar(1.0), new Scalar(scale));
            }
            gradient.mul_(new Scalar(scale));
        }
        return new Slope(losses, gradient);
    }

    private static long rowsOfPiece(LanguageModel model) {
        return Math.max(64, PIECE / model.config().vocabSize());
    }
}
