package io.grail.bench.training;

import io.grail.node.baseline.AdamWBaseline;
import java.util.Locale;

/**
 * How a training ended.
 *
 * @param losses on both halves of the validation slice
 * @param tokens trained on by all miners together
 * @param uploadedBytes mean of a miner's window; 0 where nothing is uploaded
 * @param denseBytes of one update in binary32
 */
record Result(
        String name, AdamWBaseline.Losses losses, long tokens, long uploadedBytes, long denseBytes, double seconds) {
    static final String HEADING = String.format(
            Locale.ROOT,
            "%-28s %9s %9s %8s %12s %14s %12s %8s",
            "variant",
            "choosing",
            "reporting",
            "ratio",
            "tokens",
            "bytes/upload",
            "dense ratio",
            "seconds");

    /** A row; {@code yardstick} is the reporting loss that counts as 1. */
    String row(double yardstick) {
        return String.format(
                Locale.ROOT,
                "%-28s %9.4f %9.4f %8.4f %12d %14s %12s %8.0f",
                name,
                losses.choosing(),
                losses.reporting(),
                losses.reporting() / yardstick,
                tokens,
                uploadedBytes == 0 ? "-" : Long.toString(uploadedBytes),
                uploadedBytes == 0 ? "-" : String.format(Locale.ROOT, "%.1f", (double) denseBytes / uploadedBytes),
                seconds);
    }
}
