package io.grail.node.cli;

import io.grail.learning.data.DatasetManifest;
import io.grail.learning.data.PreparedDataset;
import io.grail.learning.tokenize.Tokenizer;
import io.grail.node.home.RunFolder;
import io.grail.node.home.RunTokenizer;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunToml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grail data}: datasets. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Makes datasets.",
        subcommands = DataCommand.Prepare.class)
final class DataCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new UsageException("say what to do: grail data prepare --help");
    }

    /** {@code grail data prepare}: text to token shards. */
    @Command(
            name = "prepare",
            mixinStandardHelpOptions = true,
            description = "Turns text into token shards (NumPy files) and a manifest that names them by hash."
                    + " An interrupted preparation continues when started again.")
    static final class Prepare implements Callable<Integer>, Resumable {
        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "SOURCE",
                description = "a text file, folder, zip or JSONL (default: the JDK's lib/src.zip)")
        @Nullable
        Path source;

        @Option(names = "--to", paramLabel = "DIR", required = true, description = "the folder for shards and manifest")
        Path to = Path.of("data");

        @Option(names = "--config", paramLabel = "FILE", description = "the run.toml that names tokenizer and lengths")
        @Nullable
        Path config;

        @Override
        public Integer call() throws IOException {
            RunConfig run = RunToml.parse(config == null ? "" : Files.readString(config))
                    .config();
            Tokenizer tokenizer = RunTokenizer.open(run, new RunFolder(to));
            PreparedDataset prepared = new DataPreparation(Progress.onStderr())
                    .prepare(Optional.ofNullable(source), run, tokenizer, to, 1);
            DatasetManifest manifest = prepared.manifest();
            System.out.printf(
                    Locale.ROOT, "%,d samples of %d tokens in %s%n", manifest.samples(), manifest.sequenceLength(), to);
            System.out.println("manifest " + manifest.hash());
            return ExitCode.OK;
        }
    }
}
