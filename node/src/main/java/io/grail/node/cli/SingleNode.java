package io.grail.node.cli;

import io.grail.chain.Chain;
import io.grail.node.event.NodeEvent;
import io.grail.node.home.BucketHomes;
import io.grail.node.home.FolderLock;
import io.grail.node.home.RunFolder;
import io.grail.node.home.Seat;
import io.grail.node.lab.NodeBuilder;
import io.grail.node.lab.Onboarding;
import io.grail.node.lab.RunPreparation;
import io.grail.node.sync.ForkedStateException;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.Perseverance;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Optional;

/** One node in a process of its own: what {@code grail mine} and {@code grail validate} have in common. */
final class SingleNode {
    private final NodeOptions options;
    private final OutputOptions output;

    SingleNode(NodeOptions options, OutputOptions output) {
        this.options = options;
        this.output = output;
    }

    /** What the node does once it is on the subnet. */
    interface Role {
        void run(NodeContext node, Window last) throws InterruptedException;
    }

    /** Joins the chain, on a development chain stakes {@code stakeRao}, and plays {@code role} until the run's last window or a signal. */
    int run(long stakeRao, Role role) throws InterruptedException {
        RunFolder folder = new RunFolder(options.dir);
        RunPreparation preparation = new RunPreparation(folder);
        if (!preparation.exists()) {
            throw new UsageException("there is no run in " + folder.root() + ": start grail chain --dir " + options.dir
                    + " first, or name another --dir");
        }
        if (!Seat.isName(options.name)) {
            throw new UsageException("--name takes 1 to 41 of a-z, 0-9 and -, got '" + options.name + "'");
        }
        if (options.threads < 1) {
            throw new UsageException("--threads must be at least 1, got " + options.threads);
        }
        ChainEndpoint endpoint = ChainEndpoint.parse(options.chain);
        RunConfig run = preparation.read();
        Seat seat =
                endpoint.isBittensor() ? new Seat(options.name, options.hotkey.pair()) : Seat.development(options.name);
        BucketHomes homes = options.buckets.homes(folder, Optional.ofNullable(options.bucket), false);
        try (var _ = FolderLock.take(folder.node(seat.name()).resolve(".lock"), "is " + seat.name());
                Outputs outputs = new Outputs(folder.node(seat.name()).resolve("events.jsonl"));
                WorkerPool workers = new WorkerPool(options.threads);
                Chain chain =
                        endpoint.connect(options.netuid == null ? run.chain().netuid() : options.netuid)) {
            NativeStart.withThreads(options.threads);
            outputs.show(output, List.of(seat), new Earnings());
            NodeBuilder builder =
                    new NodeBuilder(homes, run, preparation.dataset(run), workers, outputs.sink(), Optional.empty());
            NodeContext node = builder.build(seat, chain);
            Window last = new Window(run.run().startWindow() + run.run().windows() - 1);
            Perseverance perseverance = new Perseverance(node.events(), node.polling());
            return live(
                    node,
                    () -> perseverance.live(() -> {
                        if (endpoint.isBittensor()) {
                            new Enrolment(chain).enrol(seat, builder.location(seat));
                        } else {
                            Onboarding.named(chain, seat.name()).onboard(seat, stakeRao, builder.location(seat));
                        }
                        role.run(node, last);
                    }));
        }
    }

    /** Something that an interrupt ends. */
    private interface Life {
        void live() throws InterruptedException;
    }

    private static int live(NodeContext node, Life life) {
        try {
            life.live();
            node.events().emit(new NodeEvent.Stopped("all windows done"));
            return ExitCode.OK;
        } catch (InterruptedException e) {
            return interrupted(node);
        } catch (ForkedStateException e) {
            node.events().emit(new NodeEvent.Forked(e.window(), e.expected(), e.computed()));
            throw e;
        } catch (RuntimeException e) {
            if (!Thread.interrupted()) {
                throw e;
            }
            return interrupted(node); // broke off a question to the chain, say
        }
    }

    private static int interrupted(NodeContext node) {
        node.events().emit(new NodeEvent.Stopped("interrupted; continues from its snapshot when started again"));
        return ExitCode.INTERRUPTED;
    }
}
