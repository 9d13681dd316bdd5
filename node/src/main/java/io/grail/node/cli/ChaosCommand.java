package io.grail.node.cli;

import io.grail.node.lab.chaos.Chaos;
import io.grail.node.lab.chaos.PlantedBug;
import io.grail.node.lab.chaos.Trial;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code grail chaos}: whole subnets under seeded faults. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Runs whole subnets in virtual time while nodes crash, lose the chain, and meet stores that are slow, fail or",
            "lie, all of it drawn from a seed; and says whether what must hold held (docs/reliability.md).",
            "Exit code 7 if it did not."
        })
final class ChaosCommand implements Callable<Integer> {
    private static final double SECONDS_AN_HOUR = 3_600;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "the first (default: ${DEFAULT-VALUE})")
    long seed;

    @Option(names = "--seeds", paramLabel = "K", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    long seeds;

    @Option(
            names = "--windows",
            paramLabel = "W",
            defaultValue = "100",
            description = "of each run (default: ${DEFAULT-VALUE})")
    int windows;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "1440",
            description = "begins no seed after so many (default: ${DEFAULT-VALUE})")
    long minutes;

    @Option(names = "--plant", paramLabel = "BUG", description = "makes a mistake in every node (see --list)")
    @Nullable
    String plant;

    @Option(names = "--list", description = "names the mistakes that can be planted and ends")
    boolean list;

    @Option(names = "--json", description = "an object a line on stdout, one for each seed")
    boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (list) {
            for (PlantedBug bug : PlantedBug.values()) {
                System.out.printf("%-22s %s%n", bug.key(), bug.text());
            }
            return ExitCode.OK;
        }
        Optional<PlantedBug> bug = Optional.ofNullable(plant).map(ChaosCommand::named);
        NativeStart.oneThreadANode();
        int cores = Runtime.getRuntime().availableProcessors();
        long started = System.nanoTime();
        try (Chaos chaos = chaos()) {
            List<Trial> trials = chaos.run(seed, seeds, Duration.ofMinutes(minutes), cores, bug, this::tell);
            List<Trial> broken =
                    trials.stream().filter(t -> !t.violations().isEmpty()).toList();
            double hours = (System.nanoTime() - started) / 1e9 / SECONDS_AN_HOUR;
            Progress.onStderr()
                    .say(String.format(
                            Locale.ROOT,
                            "%d seeds, %d windows, %d faults, %.0f seeds an hour; violated by %d: %s",
                            trials.size(),
                            trials.stream().mapToInt(Trial::windows).sum(),
                            trials.stream().mapToInt(Trial::faults).sum(),
                            trials.size() / hours,
                            broken.size(),
                            broken.stream().map(Trial::seed).toList()));
            return broken.isEmpty() ? ExitCode.OK : ExitCode.DIFFERS;
        }
    }

    private Chaos chaos() {
        try {
            return new Chaos(windows);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static PlantedBug named(String key) {
        return Arrays.stream(PlantedBug.values())
                .filter(bug -> bug.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new UsageException("no mistake is called " + key + ": see --list"));
    }

    private void tell(Trial trial) {
        if (json) {
            System.out.println(object(trial));
            return;
        }
        System.out.println(trial.line());
        trial.report().forEach(line -> System.out.println("  " + line));
        if (!trial.violations().isEmpty()) {
            String planted = plant == null ? "" : " --plant " + plant;
            System.out.println("  again: grail chaos --seed " + trial.seed() + " --windows " + windows + planted);
        }
    }

    private static String object(Trial trial) {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode root = mapper.createObjectNode();
        root.put("seed", trial.seed())
                .put("windows", trial.windows())
                .put("faults", trial.faults())
                .put("restarts", trial.restarts())
                .put("print", trial.print().toString())
                .put("seconds", trial.seconds());
        var violations = root.putArray("violations");
        trial.violations()
                .forEach(v -> violations
                        .addObject()
                        .put("invariant", v.invariant().name())
                        .put("window", v.window().number())
                        .put("node", v.node())
                        .put("found", v.found()));
        trial.report().forEach(root.putArray("report")::add);
        return mapper.writeValueAsString(root);
    }
}
