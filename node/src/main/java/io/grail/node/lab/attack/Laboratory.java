package io.grail.node.lab.attack;

import io.grail.chain.Neuron;
import io.grail.learning.data.Dataset;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.node.home.RunFolder;
import io.grail.node.home.Seat;
import io.grail.node.lab.LocalSubnet;
import io.grail.node.lab.RunPreparation;
import io.grail.node.lab.ScratchFolder;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.window.Window;
import io.grail.protocol.window.WindowSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs experiments: each a whole subnet in virtual time in a folder of its own, of which nothing is left. */
final class Laboratory {
    /** A run in which nobody leads any more goes on for so many windows. */
    private static final int PATIENCE = 3;

    private final Dataset data;

    Laboratory(Dataset data) {
        this.data = data;
    }

    /** What its experiments learn from. */
    Hash data() {
        return data.hash();
    }

    Observed run(Experiment experiment) throws InterruptedException {
        try (ScratchFolder scratch = ScratchFolder.make("grail-attack-");
                WorkerPool workers = new WorkerPool(1)) {
            RunFolder folder = new RunFolder(scratch.path());
            RunConfig rules = experiment.setting().rules(experiment.seed());
            RunConfig run =
                    new RunPreparation(folder).create(rules, data, workers).run();
            return run(experiment, folder, run);
        }
    }

    private Observed run(Experiment experiment, RunFolder folder, RunConfig run) throws InterruptedException {
        Window last = new Window(run.run().startWindow()).plus(run.run().windows() - 1);
        Cast cast = Cast.of(experiment);
        Observer observer = new Observer(cast.names());
        long started = System.nanoTime();
        try (LocalSubnet subnet = new LocalSubnet(folder, run, data, new ByteTokenizer(), cast.plan(), observer)) {
            Thread limit = Thread.ofVirtual().unstarted(() -> stopAfter(subnet, WindowSchedule.of(run), last));
            subnet.start(last);
            limit.start();
            try {
                subnet.await();
            } finally {
                limit.interrupt();
            }
            return observed(new Run(experiment, cast, observer), subnet, (System.nanoTime() - started) / 1e9);
        }
    }

    private static void stopAfter(LocalSubnet subnet, WindowSchedule schedule, Window last) {
        try {
            subnet.chain().awaitBlock(schedule.firstBlock(last.plus(PATIENCE)));
            subnet.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it ended by itself
        }
    }

    private record Run(Experiment experiment, Cast cast, Observer observer) {}

    private static Observed observed(Run run, LocalSubnet subnet, double seconds) {
        Cast cast = run.cast();
        Observer observer = run.observer();
        Map<String, Long> pay = new TreeMap<>();
        var metagraph = subnet.chain().metagraph(subnet.chain().head().number());
        for (Seat seat : cast.plan().seats()) {
            long stake = metagraph.neuron(seat.account()).map(Neuron::stake).orElse(0L);
            pay.put(seat.name(), stake - cast.stake(seat.name()));
        }
        Map<String, Conduct> conduct = new TreeMap<>();
        List<String> wrongly = new ArrayList<>();
        for (String name : cast.honest()) {
            conduct.put(name, observer.of(name));
            observer.findings(name).forEach(finding -> wrongly.add(name + " " + finding));
        }
        cast.attackers().forEach(name -> conduct.put(name, observer.of(name)));
        int wait = observer.firstWeight(Cast.NEWCOMER)
                .map(window -> (int)
                        (window.number() - run.experiment().newcomerJoins().number()))
                .orElse(run.experiment().setting().windows());
        return new Observed(
                run.experiment(),
                cast,
                new Shown(
                        pay,
                        conduct,
                        observer.lastLoss(),
                        observer.losses(),
                        wait,
                        wrongly,
                        observer.failures(),
                        seconds));
    }
}
