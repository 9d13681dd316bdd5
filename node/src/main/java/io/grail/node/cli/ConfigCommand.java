package io.grail.node.cli;

import io.grail.protocol.run.RunId;
import io.grail.protocol.run.RunToml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grail config}: the effective rules of a run and where each value comes from. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the complete run.toml that a file, or an empty one, stands for; its output is a valid --config.",
            "A file may begin with preset = \"micro\", \"tiny\", \"tiny-demo\", \"150m\", \"1b\", \"8b\" or \"70b\" and"
                    + " change single keys."
        })
final class ConfigCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "a run.toml (default: an empty one)")
    @Nullable
    Path file;

    @Option(names = "--origins", description = "say for each key whether it comes from the file or the preset")
    boolean origins;

    @Override
    public Integer call() throws IOException {
        RunToml.Parsed parsed = RunToml.parse(file == null ? "" : Files.readString(file));
        if (origins) {
            parsed.origins().forEach((key, origin) -> System.out.println(key + " " + origin));
        } else {
            System.out.println("# RunId " + RunId.of(parsed.config()));
            System.out.print(RunToml.write(parsed.config()));
        }
        return ExitCode.OK;
    }
}
