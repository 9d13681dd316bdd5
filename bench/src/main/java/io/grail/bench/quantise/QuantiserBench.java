package io.grail.bench.quantise;

import io.grail.bench.BenchCommand;
import io.grail.bench.plot.Plot;
import io.grail.node.lab.RunPreparation;
import io.grail.protocol.run.CompressionConfig;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/run quantisers}: what is lost of real updates, and for how many bits. */
@Command(
        name = "quantisers",
        mixinStandardHelpOptions = true,
        description = {
            "Compares ways to send what miners select, on buffers that runs captured (grail up --capture,",
            "bench/run training --capture). What has to be learnt is learnt from the earliest window captured",
            "and reported on the others. Prints Markdown tables; with --plots also draws them."
        })
public final class QuantiserBench implements Callable<Integer> {
    private static final List<Integer> OWN_BITS = List.of(1, 2, 4);

    @Option(
            names = "--capture",
            paramLabel = "DIR",
            required = true,
            description = "folder with w{window}.safetensors, in it or below; may be given again")
    List<Path> folders = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the run.toml of the run that was captured (default: the laptop's run)")
    @Nullable
    Path config;

    @Option(names = "--top-k", paramLabel = "K", description = "kept values of a chunk of 4,096 (default: the run's)")
    @Nullable
    Integer topK;

    @Option(names = "--plots", paramLabel = "DIR", description = "where compression-*.svg are written")
    @Nullable
    Path plots;

    /** The entry point; exit codes are those of {@code grail}. */
    public static void main(String[] args) {
        System.exit(BenchCommand.run(new QuantiserBench(), args));
    }

    @Override
    public Integer call() throws IOException {
        RunConfig wanted = RunPreparation.rules(Optional.ofNullable(config), Optional.empty(), Optional.empty());
        CompressionConfig run = wanted.compression();
        int kept = topK == null ? run.topK() : topK;
        CompressionConfig config = new CompressionConfig(run.profile(), kept, run.bits(), run.errorFeedback());
        Captures captures = Captures.read(folders, LlamaLayout.of(wanted.model()));
        List<Moment> moments = new ArrayList<>();
        captures.byWindow().forEach((window, buffers) -> moments.add(new Moment(window, buffers, config)));
        ValueStudy values = new ValueStudy(moments, config, OWN_BITS);
        List<Parameters> all =
                captures.byWindow().values().stream().flatMap(List::stream).toList();
        PositionStudy positions = new PositionStudy(all, config);
        System.out.println(values.table());
        System.out.println(positions.table());
        if (plots != null) {
            write("compression-values.svg", values.plot(), plots);
            write("compression-positions.svg", positions.plot(), plots);
        }
        return 0;
    }

    private static void write(String name, Plot plot, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name), plot.svg());
    }
}
