package io.grail.node.cli;

import io.grail.chain.Chain;
import io.grail.chain.Neuron;
import io.grail.node.event.NodeEvent;
import io.grail.node.home.RunFolder;
import io.grail.node.home.Seat;
import io.grail.node.lab.RunReport;
import io.grail.node.lab.SubnetPlan;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.state.LlamaLayout;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** What {@code grail up} says at its end. */
final class Summary {
    private static final int EVERY = 10;

    private final RunFolder folder;
    private final RunConfig run;
    private final SubnetPlan plan;
    private final RunReport report;
    private final Chain chain;
    private final Optional<String> endpoint;

    /** {@code endpoint} is where the chain is served, if it does not lie in the folder. */
    Summary(
            RunFolder folder,
            RunConfig run,
            SubnetPlan plan,
            RunReport report,
            Chain chain,
            Optional<String> endpoint) {
        this.folder = folder;
        this.run = run;
        this.plan = plan;
        this.report = report;
        this.chain = chain;
        this.endpoint = endpoint;
    }

    void print(PrintStream out) {
        out.println();
        line(out, "run            %s in %s", RunId.of(run).abbreviated(), folder.root());
        line(out, "model          %,d parameters", LlamaLayout.of(run.model()).size());
        line(
                out,
                "window         %.1f s (%d blocks of %d ms)",
                windowSeconds(),
                run.window().blocks(),
                plan.blockMillis());
        report.firstWeights()
                .ifPresent(wait -> line(out, "first weights  %.1f s after the start", wait.toMillis() / 1000.0));
        if (report.disagreements().isEmpty()) {
            line(out, "model roots    the same on every node in all %d windows", report.windows());
        } else {
            line(out, "model roots    DIFFER in windows %s", report.disagreements());
        }
        validation(out);
        miners(out);
        new TreeMap<>(report.suspensions())
                .forEach((node, times) -> line(out, "suspended      %s, %d times (see events.jsonl)", node, times));
        report.failures().forEach(failure -> line(out, "failed         %s", failure));
        line(
                out,
                "next           ./grail baseline --like %1$s%2$s   ./grail generate %1$s --prompt 'public '",
                folder.root(),
                endpoint.map(url -> " --chain " + url).orElse(""));
        out.flush();
    }

    private void validation(PrintStream out) {
        List<NodeEvent.ValidationMeasured> all = report.validation();
        for (int i = 0; i < all.size(); i++) {
            if (i % EVERY == 0 || i == all.size() - 1) {
                NodeEvent.ValidationMeasured v = all.get(i);
                line(
                        out,
                        "validation     w%s loss %.4f nats, %.4f bits per byte",
                        v.window(),
                        v.nats(),
                        v.bitsPerByte());
            }
        }
    }

    private void miners(PrintStream out) {
        plan.minerSeats().forEach(seat -> miner(out, seat, ""));
        plan.actors().forEach(actor -> miner(out, actor.seat(), " (" + actor.part() + ")"));
    }

    private void miner(PrintStream out, Seat seat, String part) {
        double dense = 4.0 * LlamaLayout.of(run.model()).size();
        long bytes = report.uploadedBytes().getOrDefault(seat.name(), 0L);
        int updates = report.updatesOf(seat.name());
        long earned = chain.metagraph(chain.head().number())
                .neuron(seat.account())
                .map(Neuron::stake)
                .orElse(0L);
        line(
                out,
                "%-14s %d updates, %,d bytes uploaded (%.0fx less than binary32), earned %.3f%s",
                seat.name(),
                updates,
                bytes,
                bytes == 0 ? 0 : updates * dense / bytes,
                earned / 1e9,
                part);
    }

    private double windowSeconds() {
        return plan.blockMillis() * run.window().blocks() / 1000.0;
    }

    private static void line(PrintStream out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
