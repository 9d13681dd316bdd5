package io.grail.node.cli;

import io.grail.learning.device.Device;
import io.grail.learning.generate.Generator;
import io.grail.learning.generate.Sampling;
import io.grail.learning.model.LanguageModel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grail generate}: continues a text. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Continues a text with a trained model, token by token, on stdout.")
final class GenerateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "a run's folder or a Hugging Face folder")
    Path model = Path.of("run");

    @Option(names = "--prompt", paramLabel = "TEXT", required = true, description = "the text to continue")
    String prompt = "";

    @Option(
            names = "--tokens",
            paramLabel = "N",
            defaultValue = "200",
            description = "at most so many (default: ${DEFAULT-VALUE})")
    int tokens;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0.8",
            description = "0 takes the likeliest token always (default: ${DEFAULT-VALUE})")
    double temperature;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            defaultValue = "0",
            description = "0 for all (default: ${DEFAULT-VALUE})")
    int topK;

    @Option(names = "--top-p", paramLabel = "P", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    double topP;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "default: ${DEFAULT-VALUE}")
    long seed;

    @Override
    public Integer call() throws IOException {
        NativeStart.withThreads(Runtime.getRuntime().availableProcessors());
        TrainedModel trained = TrainedModel.open(model);
        try (LanguageModel decoder = LanguageModel.create(trained.contents().config(), Device.named("cpu"))) {
            decoder.load(trained.contents().parameters());
            PrintStream out = System.out;
            out.print(prompt);
            TextStream text = new TextStream(trained.tokenizer(), out);
            int[] ids = trained.tokenizer().encode(prompt);
            int end = trained.tokenizer().eos();
            Generator.generate(decoder, ids, tokens, new Sampling(temperature, topK, topP, seed), token -> {
                text.accept(token);
                return token != end;
            });
            out.println();
            out.flush();
        }
        return ExitCode.OK;
    }
}
