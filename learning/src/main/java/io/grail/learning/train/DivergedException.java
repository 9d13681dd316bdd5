package io.grail.learning.train;

/** A loss or a gradient is not finite. The step that met it changed nothing. */
public final class DivergedException extends RuntimeException {
    public DivergedException(long step, double loss, double gradientNorm) {
        super("training diverged at step " + step + ": loss " + loss + ", gradient norm " + gradientNorm
                + "; the learning rate may be too high");
    }
}
