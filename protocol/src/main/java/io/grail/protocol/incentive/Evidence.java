package io.grail.protocol.incentive;

import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.bytes.CanonicalReader;
import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.MalformedException;
import java.nio.charset.StandardCharsets;

/** What a validator found out about one miner in one window. */
public sealed interface Evidence {
    /** Longest reason in bytes of UTF-8. */
    int MAX_REASON = 200;

    /**
     * The update was applied in part and losses were compared; mean nats per token, the same samples before and after.
     *
     * @param ownBefore loss on samples of the miner's assignment, finite, above 0
     * @param ownAfter the same with the update applied, at least 0; infinite if the update breaks the model
     * @param commonBefore loss on samples that nobody was assigned, the same samples for every miner
     * @param commonAfter likewise
     * @param commonError standard error of commonAfter − commonBefore, in nats, from the differences sample by sample; at
     *     least 0, infinite of a single sample
     * @param ownAdvantage {@link OwnAdvantage}, in standard deviations: large if the miner trained on its assignment; not
     *     NaN
     */
    record Evaluated(
            double ownBefore,
            double ownAfter,
            double commonBefore,
            double commonAfter,
            double commonError,
            double ownAdvantage)
            implements Evidence {
        /** By how many standard errors the loss must have risen for the harm to be clear. */
        private static final double CLEAR = 2;

        public Evaluated {
            boolean before = positive(ownBefore) && positive(commonBefore);
            boolean after = ownAfter >= 0 && commonAfter >= 0 && commonError >= 0;
            if (!before || !after || Double.isNaN(ownAdvantage)) {
                throw new IllegalArgumentException("losses before must be finite and above 0, losses after at least 0, "
                        + "the advantage a number; got own " + ownBefore + " to " + ownAfter + ", common "
                        + commonBefore + " to " + commonAfter + ", error " + commonError + ", advantage "
                        + ownAdvantage);
            }
        }

        /** Losses without an error bar: every rise is clear. */
        public Evaluated(
                double ownBefore, double ownAfter, double commonBefore, double commonAfter, double ownAdvantage) {
            this(ownBefore, ownAfter, commonBefore, commonAfter, 0, ownAdvantage);
        }

        /**
         * Evidence from raw measurements: a loss after that is NaN counts as infinite, an advantage as −∞; the error of
         * an infinite loss is 0.
         */
        public static Evaluated measured(
                double ownBefore,
                double ownAfter,
                double commonBefore,
                double commonAfter,
                double commonError,
                double ownAdvantage) {
            return new Evaluated(
                    ownBefore,
                    Double.isNaN(ownAfter) ? Double.POSITIVE_INFINITY : ownAfter,
                    commonBefore,
                    Double.isNaN(commonAfter) ? Double.POSITIVE_INFINITY : commonAfter,
                    Double.isFinite(commonAfter) && !Double.isNaN(commonError) ? commonError : 0,
                    Double.isNaN(ownAdvantage) ? Double.NEGATIVE_INFINITY : ownAdvantage);
        }

        private static boolean positive(double loss) {
            return loss > 0 && Double.isFinite(loss);
        }

        /** Relative loss reduction on the miner's own samples: positive is better, at most 1. */
        public double xOwn() {
            return (ownBefore - ownAfter) / ownBefore;
        }

        /** Relative loss reduction on the common samples: positive is better, at most 1. */
        public double xCommon() {
            return (commonBefore - commonAfter) / commonBefore;
        }

        /** Whether the update made the common loss worse, beyond what the choice of samples explains. */
        public boolean isHarmful() {
            return commonAfter - commonBefore > CLEAR * commonError;
        }

        /** Whether the miner appears to have trained on its own assignment: feeds the binary average. */
        public boolean ownData(double threshold) {
            return ownAdvantage > threshold;
        }
    }

    /** The update does not count, and the miner answers for it. */
    record Rejected(Rejection rejection) implements Evidence {}

    /**
     * The validator could not judge, through a fault of its own: costs the miner nothing. Never to be used for a fault
     * that a miner can bring about, for it would be paid for it.
     *
     * @param reason for people, at most {@value Evidence#MAX_REASON} bytes of UTF-8
     */
    record NotEvaluated(String reason) implements Evidence {
        public NotEvaluated {
            if (reason.getBytes(StandardCharsets.UTF_8).length > MAX_REASON) {
                throw new IllegalArgumentException("reason must have at most " + MAX_REASON + " bytes: " + reason);
            }
        }
    }

    /** Kind as u8, then the kind's fields in declared order. */
    default void write(CanonicalWriter out) {
        switch (this) {
            case Evaluated e ->
                out.u8(1)
                        .f64(e.ownBefore)
                        .f64(e.ownAfter)
                        .f64(e.commonBefore)
                        .f64(e.commonAfter)
                        .f64(e.commonError)
                        .f64(e.ownAdvantage);
            case Rejected r -> r.rejection.write(out.u8(2));
            case NotEvaluated n -> out.u8(3).text(n.reason);
        }
    }

    /**
     * The inverse of {@link #write}.
     *
     * @throws MalformedException if the bytes are no evidence
     * @throws IllegalArgumentException if a figure is out of its range
     */
    static Evidence read(CanonicalReader in) {
        int kind = in.u8();
        return switch (kind) {
            case 1 -> new Evaluated(in.f64(), in.f64(), in.f64(), in.f64(), in.f64(), in.f64());
            case 2 -> new Rejected(Rejection.read(in));
            case 3 -> new NotEvaluated(in.text(MAX_REASON));
            default -> throw new MalformedException("evidence kind " + kind, "1 to 3");
        };
    }
}
