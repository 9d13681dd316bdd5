package io.grail.node.cli;

import io.grail.node.home.RunFolder;
import io.grail.node.lab.RunPreparation;
import io.grail.protocol.run.RunConfig;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grail export}: the newest checkpoint as a folder that Hugging Face tools load. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Copies the newest checkpoint of a run into a Hugging Face folder: config.json, model.safetensors,"
                        + " tokenizer files.")
final class ExportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "the run's folder")
    Path run = Path.of("run");

    @Option(names = "--to", paramLabel = "OUT", required = true, description = "the folder to make")
    Path out = Path.of("out");

    @Override
    public Integer call() throws IOException {
        RunFolder folder = new RunFolder(run);
        RunPreparation preparation = new RunPreparation(folder);
        if (!preparation.exists()) {
            throw new UsageException("there is no run in " + folder.root());
        }
        RunConfig config = preparation.read();
        LocalCheckpoint checkpoint = LocalCheckpoint.newest(folder, config);
        Files.createDirectories(out);
        for (Path file : files(checkpoint.folder())) {
            copy(file, out.resolve(file.getFileName()));
        }
        System.out.println("exported the model of window " + checkpoint.window() + " to " + out);
        return ExitCode.OK;
    }

    private static void copy(Path file, Path target) throws IOException {
        try {
            Files.copy(file, target);
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(target + " is there already: nothing was overwritten; choose another --to");
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
