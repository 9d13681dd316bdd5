package io.grail.node.cli;

import java.io.PrintStream;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run beside its baseline.
 *
 * @param subnetLoss nats per token on the reporting half
 * @param baselineLoss likewise, at the learning rate that was best on the choosing half
 * @param tokens that each of the two trained on
 * @param uploadedBytes of all merged payloads
 * @param denseBytes of one update in binary32
 */
record Comparison(
        double subnetLoss,
        double baselineLoss,
        double baselineLearningRate,
        long tokens,
        long uploadedBytes,
        int updates,
        long denseBytes) {
    double ratio() {
        return subnetLoss / baselineLoss;
    }

    double compression() {
        return (double) denseBytes * updates / uploadedBytes;
    }

    void print(PrintStream out, boolean json) {
        if (json) {
            var node = JsonMapper.builder().build().<tools.jackson.databind.node.ObjectNode>valueToTree(this);
            node.put("ratio", ratio()).put("compression", compression());
            out.println(node);
            return;
        }
        out.printf(Locale.ROOT, "tokens          %,d each%n", tokens);
        out.printf(Locale.ROOT, "subnet          %.4f nats per token on the reporting half%n", subnetLoss);
        out.printf(
                Locale.ROOT,
                "one-process AdamW %.4f, best learning rate %.2e on the choosing half%n",
                baselineLoss,
                baselineLearningRate);
        out.printf(Locale.ROOT, "ratio           %.4f (below 1: the subnet is better)%n", ratio());
        out.printf(
                Locale.ROOT,
                "uploaded        %,d bytes in %d updates, %,d each: %.0fx less than binary32%n",
                uploadedBytes,
                updates,
                uploadedBytes / Math.max(1, updates),
                compression());
    }
}
