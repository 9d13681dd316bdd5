package io.grail.node.lab;

import io.grail.learning.data.Dataset;
import io.grail.node.home.RunFolder;
import io.grail.node.home.RunTokenizer;
import io.grail.node.sync.WorkerPool;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.run.DataConfig;
import io.grail.protocol.run.InvalidRunException;
import io.grail.protocol.run.ModelConfig;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunSection;
import io.grail.protocol.run.RunToml;
import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.ModelRoot;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Makes a run's folder ready: its data, and a run.toml that names the data and the genesis root for good. */
public final class RunPreparation {
    private final RunFolder folder;

    public RunPreparation(RunFolder folder) {
        this.folder = folder;
    }

    /** A run that is ready to start or to continue. */
    public record Ready(RunConfig run, Dataset data, Parameters genesis) {}

    /** Whether the folder holds a run already. */
    public boolean exists() {
        return Files.exists(folder.runToml());
    }

    /** The run of this folder. */
    public RunConfig read() {
        try {
            return RunToml.parse(Files.readString(folder.runToml())).config();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.runToml(), e);
        }
    }

    /** Opens the run of this folder. */
    public Ready open(ParallelFor workers) {
        RunConfig run = read();
        Parameters genesis = Genesis.parameters(run.model(), run.run().seed(), workers);
        String root = ModelRoot.of(genesis, workers).toString();
        if (!root.equals(run.model().genesisRoot())) {
            throw new InvalidRunException("model.genesisRoot", run.model().genesisRoot(), root);
        }
        return new Ready(run, dataset(run), genesis);
    }

    /** Writes run.toml for {@code wanted} on {@code data}, which lie prepared in the folder; then opens it. */
    public Ready create(RunConfig wanted, Dataset data, WorkerPool workers) {
        Parameters genesis = Genesis.parameters(wanted.model(), wanted.run().seed(), workers);
        RunConfig run = complete(wanted, data, ModelRoot.of(genesis, workers).toString());
        try {
            Path fresh = folder.root().resolve("run.toml.new");
            Files.writeString(fresh, RunToml.write(run));
            Files.move(fresh, folder.runToml(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.runToml(), e);
        }
        return new Ready(run, data, genesis);
    }

    /** The prepared dataset that {@code run} names. */
    public Dataset dataset(RunConfig run) {
        return Dataset.open(folder.data(), run.data(), RunTokenizer.open(run, folder));
    }

    private static RunConfig complete(RunConfig run, Dataset data, String genesisRoot) {
        DataConfig d = run.data();
        ModelConfig m = run.model();
        return new RunConfig(
                run.run(),
                run.chain(),
                run.window(),
                new ModelConfig(
                        m.architecture(),
                        m.vocabSize(),
                        m.width(),
                        m.layers(),
                        m.heads(),
                        m.kvHeads(),
                        m.headSize(),
                        m.ffnWidth(),
                        m.ropeTheta(),
                        m.normEpsilon(),
                        m.tiedEmbeddings(),
                        genesisRoot),
                run.tokenizer(),
                new DataConfig(data.hash().toString(), d.sequenceLength(), data.validationSamples()),
                run.inner(),
                run.outer(),
                run.compression(),
                run.incentive());
    }

    /** The rules of a new run: a file's or the preset's, with the planned length and seed of the command line. */
    public static RunConfig rules(Optional<Path> file, Optional<Integer> windows, Optional<Long> seed) {
        RunConfig base;
        try {
            base = RunToml.parse(file.isPresent() ? Files.readString(file.get()) : "")
                    .config();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read --config " + file.orElseThrow(), e);
        }
        RunSection r = base.run();
        RunSection section =
                new RunSection(r.name(), seed.orElse(r.seed()), r.startWindow(), windows.orElse(r.windows()));
        RunConfig run = new RunConfig(
                section,
                base.chain(),
                base.window(),
                base.model(),
                base.tokenizer(),
                base.data(),
                base.inner(),
                base.outer(),
                base.compression(),
                base.incentive());
        requirePayload(run);
        return run;
    }

    /** Before data is prepared for nothing: whether the run's payloads can be what it says depends on its model. */
    private static void requirePayload(RunConfig run) {
        new Codec(LlamaLayout.of(run.model()), run.compression());
    }
}
