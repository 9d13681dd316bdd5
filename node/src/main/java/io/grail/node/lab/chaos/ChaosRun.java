package io.grail.node.lab.chaos;

import io.grail.chain.local.LocalChain;
import io.grail.learning.data.Dataset;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.node.home.BucketHomes;
import io.grail.node.home.RunFolder;
import io.grail.node.lab.Actor;
import io.grail.node.lab.Conditions;
import io.grail.node.lab.EmbeddedChain;
import io.grail.node.lab.LocalSubnet;
import io.grail.node.lab.RunPreparation;
import io.grail.node.lab.ScratchFolder;
import io.grail.node.lab.SubnetPlan;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.window.Window;
import io.grail.protocol.window.WindowSchedule;
import io.grail.storage.Bucket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Runs a whole subnet under the faults of one seed, in virtual time and in a folder of which nothing is left. */
final class ChaosRun {
    /** A run goes on for so many windows after its last for who comes late. */
    private static final int PATIENCE = 3;
    /** Without a block for so long, time stands still: somebody neither works nor waits. */
    private static final Duration STANDSTILL = Duration.ofMinutes(3);

    private static final int BLOCK_MILLIS = 1_000;

    private final Dataset data;
    private final Cast cast;
    private final int windows;

    ChaosRun(Dataset data, Cast cast, int windows) {
        this.data = data;
        this.cast = cast;
        this.windows = windows;
    }

    /** What is wrong with the software of a node, by its name and what it plays. */
    interface Plants extends BiFunction<String, RunConfig, Plant> {
        /** Nothing is. */
        Plants NONE = (name, run) -> Plant.NONE;
    }

    /** The plan of a seed, carried out. */
    Trial of(long seed, Plants plants) throws InterruptedException {
        RunConfig rules = ChaosRules.of(seed, windows);
        return of(FaultPlan.of(seed, cast, new Window(rules.run().startWindow()), windows), plants);
    }

    Trial of(FaultPlan plan, Plants plants) throws InterruptedException {
        long started = System.nanoTime();
        try (ScratchFolder scratch = ScratchFolder.make("grail-chaos-");
                WorkerPool workers = new WorkerPool(1)) {
            RunFolder folder = new RunFolder(scratch.path());
            RunConfig run = new RunPreparation(folder)
                    .create(ChaosRules.of(plan.seed(), windows), data, workers)
                    .run();
            return of(plan, plants, BucketHomes.in(folder), run, started);
        }
    }

    private Trial of(FaultPlan plan, Plants plants, BucketHomes homes, RunConfig run, long started)
            throws InterruptedException {
        Window last = new Window(run.run().startWindow() + windows - 1);
        Chronicle chronicle = new Chronicle();
        Stage stage = new Stage(homes, chronicle, cast);
        List<Actor> actors = cast.names()
                .map(name ->
                        actor(name, new MortalLife(plan, stage, name, cast.isMiner(name), plants.apply(name, run))))
                .toList();
        SubnetPlan subnetPlan = new SubnetPlan(0, 0, BLOCK_MILLIS, true, false, actors, Conditions.ORDINARY);
        EmbeddedChain ground = EmbeddedChain.open(homes.folder(), run, subnetPlan);
        LocalChain chain = ground.ledger();
        try (LocalSubnet subnet =
                new LocalSubnet(homes, run, data, new ByteTokenizer(), subnetPlan, ground, chronicle)) {
            chronicle.follow(() -> chain.head().number());
            Thread limit = Thread.ofVirtual().unstarted(() -> stopAfter(subnet, chain, WindowSchedule.of(run), last));
            subnet.start(last);
            limit.start();
            try {
                subnet.await();
            } finally {
                limit.interrupt();
            }
            Aftermath after = new Aftermath(run, cast, last, subnet.chain(), buckets(homes), chronicle);
            return trial(plan, after, started);
        }
    }

    private Actor actor(String name, Actor.Life life) {
        String part = cast.isMiner(name) ? "miner" : "validator";
        return new Actor(cast.seat(name), part, cast.stakeRao(name), new Window(0), life);
    }

    private Map<String, Bucket> buckets(BucketHomes homes) {
        Map<String, Bucket> buckets = new TreeMap<>();
        cast.names().forEach(name -> buckets.put(name, homes.own(cast.seat(name), Optional.empty())));
        return buckets;
    }

    /** Ends a run in which somebody waits for ever. */
    private static void stopAfter(LocalSubnet subnet, LocalChain chain, WindowSchedule schedule, Window last) {
        long end = schedule.firstBlock(last.plus(PATIENCE));
        try {
            while (chain.head().number() < end) {
                long next = chain.head().number() + 1;
                if (chain.pollBlock(next, STANDSTILL).isEmpty()) {
                    break;
                }
            }
            subnet.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it ended by itself
        }
    }

    private static Trial trial(FaultPlan plan, Aftermath after, long started) {
        RootCheck roots = new RootCheck(after);
        List<Violation> found = new ArrayList<>(after.chronicle().violations());
        found.addAll(roots.violations());
        found.addAll(new PenaltyCheck(after).violations());
        found.addAll(new PayCheck(after).violations());
        found.addAll(new ProgressCheck(after).violations());
        Hash print =
                Hash.sha256((after.chain().head().hash() + " " + roots.lastRoot()).getBytes(StandardCharsets.UTF_8));
        return new Trial(
                plan,
                after.windows().size(),
                after.chronicle().fired().stream()
                        .map(Chronicle.Fired::fault)
                        .distinct()
                        .toList(),
                after.chronicle().downs().size(),
                print,
                (System.nanoTime() - started) / 1e9,
                found);
    }
}
