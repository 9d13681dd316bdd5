package io.grail.node.cli;

import io.grail.node.audit.ModelProof;
import io.grail.node.audit.ModelProof.Finding;
import io.grail.node.audit.ModelProof.Outcome;
import io.grail.node.home.Disk;
import io.grail.node.home.RunFolder;
import io.grail.node.lab.RunPreparation;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code grail model verify}: what a checkpoint proves by itself. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Proves a model without asking anybody: who signed it, every file's size and hash, the rules of its run, the"
                    + " root of its numbers, and the way from genesis to it, with the manifests where they are at hand."
                    + " Says what is proven and what is not, and names the first thing that differs.",
            "",
            "A location is fetched first, by the key that it holds or, where the bucket allows it, without one; only then"
                    + " the network is used.",
            "",
            "Exit code 0: nothing differs; 7: something does; 5: it cannot be read."
        })
final class ModelVerifyCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FOLDER|LOCATION",
            description = "a checkpoint's folder, a run's (its newest checkpoint), or a validator's bucket as it is"
                    + " committed: s3://HOST/BUCKET[?key=ID:SECRET], file:///absolute/path")
    String what = "";

    @Option(names = "--validator", paramLabel = "SS58", description = "who must have signed it (default: anybody)")
    @Nullable
    String validator;

    @Option(names = "--run", paramLabel = "HEX", description = "of a bucket of several runs: which (its RunId)")
    @Nullable
    String run;

    @Option(names = "--window", paramLabel = "W", description = "of a bucket: which checkpoint (default: the newest)")
    @Nullable
    Long window;

    @Option(names = "--to", paramLabel = "DIR", description = "of a bucket: keeps what was fetched in this new folder")
    @Nullable
    Path to;

    @Mixin
    BucketOptions options = new BucketOptions();

    @Option(names = "--json", description = "one JSON object a check on stdout")
    boolean json;

    @Override
    public Integer call() throws IOException {
        boolean local = Files.isDirectory(Path.of(what));
        if (local && (to != null || window != null || run != null)) {
            throw new UsageException("--run, --window and --to go with a bucket's location; " + what + " is a folder");
        }
        if (local) {
            Path folder = checkpoint(Path.of(what).toAbsolutePath().normalize());
            return verify(folder, hash -> beside(folder, hash));
        }
        if (!what.contains("://") && what.length() != 128) {
            throw new UsageException(what + " is neither a folder nor a bucket's location");
        }
        try (CheckpointDownload bucket = CheckpointDownload.from(what, options.reach(), Optional.ofNullable(run))) {
            Path target = to == null ? Files.createTempDirectory("grail-model") : fresh(to);
            try {
                bucket.fetch(Optional.ofNullable(window).map(Window::new), target);
                return verify(target, bucket::manifest);
            } finally {
                if (to == null) {
                    Disk.REAL.delete(target);
                }
            }
        }
    }

    private int verify(Path folder, Function<Hash, Optional<byte[]>> manifests) throws IOException {
        Optional<Hotkey> wanted = Optional.ofNullable(validator).map(ModelVerifyCommand::hotkey);
        try (WorkerPool workers = new WorkerPool(Runtime.getRuntime().availableProcessors())) {
            List<Finding> findings = new ModelProof(folder, wanted, manifests, workers, this::print).run();
            boolean differs = findings.stream().anyMatch(finding -> finding.outcome() == Outcome.DIFFERS);
            return differs ? ExitCode.DIFFERS : ExitCode.OK;
        }
    }

    private static Path fresh(Path folder) throws IOException {
        if (Files.exists(folder)) {
            throw new UsageException(folder + " is there already: nothing was overwritten; choose another --to");
        }
        return Files.createDirectories(folder);
    }

    private static Hotkey hotkey(String address) {
        try {
            return Hotkey.fromSs58(address);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--validator takes an SS58 address, got " + address);
        }
    }

    private static Path checkpoint(Path folder) {
        if (!LocalCheckpoint.isRun(folder)) {
            return folder;
        }
        RunFolder of = new RunFolder(folder);
        return LocalCheckpoint.newest(of, new RunPreparation(of).read()).folder();
    }

    /** A manifest in the bucket in which a folder lies, if it lies in one: under its hash, beside the folder of checkpoints. */
    private static Optional<byte[]> beside(Path folder, Hash hash) {
        Path file = folder.resolve("../../blobs").normalize().resolve(hash.toString());
        try {
            return Files.isRegularFile(file) && Files.size(file) <= Manifest.MAX_BYTES
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void print(Finding finding) {
        if (json) {
            System.out.println(JsonMapper.shared().writeValueAsString(finding));
            return;
        }
        String outcome = finding.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        System.out.printf("%-9s %-10s %s%n", outcome, finding.check(), finding.what());
    }
}
