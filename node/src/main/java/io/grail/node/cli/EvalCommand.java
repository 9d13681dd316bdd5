package io.grail.node.cli;

import io.grail.learning.data.Dataset;
import io.grail.learning.device.Device;
import io.grail.learning.model.LanguageModel;
import io.grail.node.home.RunFolder;
import io.grail.node.lab.RunPreparation;
import io.grail.node.sync.Samples;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.ParallelFor;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code grail eval}: how good a model is on text that it never saw. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = {
            "Measures a model on the held-out slice of a run's data: nats per token and bits per byte,",
            "beside the same architecture untrained."
        })
final class EvalCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "a run's folder or a Hugging Face folder")
    Path model = Path.of("run");

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "the run whose data to measure on (default: MODEL, if it is a run's folder)")
    @Nullable
    Path run;

    @Option(names = "--json", description = "one JSON object")
    boolean json;

    @Override
    public Integer call() {
        RunFolder folder = new RunFolder(run == null ? model : run);
        RunPreparation preparation = new RunPreparation(folder);
        if (!preparation.exists()) {
            throw new UsageException(
                    "there is no run in " + folder.root() + ": name the run whose data to measure on with --run");
        }
        RunConfig config = preparation.read();
        Dataset data = preparation.dataset(config);
        TrainedModel trained = TrainedModel.open(model);
        NativeStart.withThreads(Runtime.getRuntime().availableProcessors());
        try (LanguageModel decoder = LanguageModel.create(trained.contents().config(), Device.named("cpu"))) {
            decoder.load(trained.contents().parameters());
            Measured after = measure(decoder, data);
            decoder.load(Genesis.parameters(config.model(), config.run().seed(), ParallelFor.SEQUENTIAL));
            Measured before = measure(decoder, data);
            print(after, before);
        }
        return ExitCode.OK;
    }

    private record Measured(int samples, double nats, double bitsPerByte) {}

    private static Measured measure(LanguageModel decoder, Dataset data) {
        Samples samples = Samples.of(data, data.reporting());
        double nats = samples.loss(decoder);
        return new Measured(samples.tokens().length, nats, samples.bitsPerByte(nats));
    }

    private void print(Measured trained, Measured untrained) {
        if (json) {
            JsonMapper mapper = JsonMapper.builder().build();
            ObjectNode out = mapper.createObjectNode();
            out.set("trained", mapper.valueToTree(trained));
            out.set("untrained", mapper.valueToTree(untrained));
            System.out.println(out);
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "held-out samples %d%ntrained          %.4f nats per token, %.4f bits per byte%n"
                        + "untrained        %.4f nats per token, %.4f bits per byte%n",
                trained.samples,
                trained.nats,
                trained.bitsPerByte,
                untrained.nats,
                untrained.bitsPerByte);
    }
}
