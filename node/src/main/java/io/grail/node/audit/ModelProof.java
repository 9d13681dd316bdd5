package io.grail.node.audit;

import io.grail.learning.checkpoint.CheckpointException;
import io.grail.learning.checkpoint.HuggingFaceFolder;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.node.sync.CheckpointBounds;
import io.grail.node.sync.CheckpointDescription;
import io.grail.node.sync.CheckpointDescription.Part;
import io.grail.node.sync.CheckpointFolder;
import io.grail.protocol.artifact.Lineage;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.InvalidRunException;
import io.grail.protocol.run.ModelConfig;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.run.RunToml;
import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.ModelRoot;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a checkpoint's folder proves by its bytes alone, check by check, the cheap ones first; ends with the first that fails
 * (docs/protocol.md, section Checkpoints). Hashes all files and all numbers, and makes genesis again.
 */
public final class ModelProof {
    private final Path folder;
    private final Optional<Hotkey> wanted;
    private final Function<Hash, Optional<byte[]>> manifests;
    private final ParallelFor workers;
    private final List<Finding> findings = new ArrayList<>();
    private final Consumer<Finding> listener;

    /**
     * A proof of what lies in {@code folder}.
     *
     * @param wanted who must have signed it; whoever has, if empty
     * @param manifests where manifests' files can be had by their hashes
     * @param listener hears of each finding as it comes
     */
    public ModelProof(
            Path folder,
            Optional<Hotkey> wanted,
            Function<Hash, Optional<byte[]>> manifests,
            ParallelFor workers,
            Consumer<Finding> listener) {
        this.folder = folder;
        this.wanted = wanted;
        this.manifests = manifests;
        this.workers = workers;
        this.listener = listener;
    }

    /** How a check ended. */
    public enum Outcome {
        PROVEN,
        DIFFERS,
        /** Nothing speaks against it, and nothing here can show it. */
        NOT_SHOWN
    }

    /**
     * One thing that was looked at.
     *
     * @param check in a word
     * @param what was found, in one sentence
     */
    public record Finding(String check, Outcome outcome, String what) {}

    /** Runs all checks, up to the first that fails. */
    public List<Finding> run() throws IOException {
        try {
            CheckpointDescription description = signature();
            files(description);
            RunConfig run = rules(description);
            numbers(description, run);
            Lineage lineage = lineage(description, run);
            manifests(lineage, description);
            tell(
                    "chain",
                    Outcome.NOT_SHOWN,
                    "that the chain decided for these manifests, that merging what they list gives these roots, and that "
                            + description.validator() + " is a validator: grail audit replays a run");
        } catch (Differs e) {
            tell(e.check, Outcome.DIFFERS, e.what);
        }
        return List.copyOf(findings);
    }

    private CheckpointDescription signature() throws IOException {
        String check = "signature";
        Path file = folder.resolve(CheckpointDescription.FILE);
        require(Files.isRegularFile(file), check, CheckpointDescription.FILE + " is missing: nothing here is signed");
        require(
                Files.size(file) <= CheckpointDescription.MAX_BYTES,
                check,
                CheckpointDescription.FILE + " is longer than " + CheckpointDescription.MAX_BYTES + " bytes");
        try {
            CheckpointDescription description = CheckpointDescription.parse(Files.readAllBytes(file));
            Hotkey signer = description.validator();
            require(
                    wanted.filter(w -> !w.equals(signer)).isEmpty(),
                    check,
                    "it is signed by " + signer + ", and "
                            + wanted.map(Hotkey::ss58).orElse("") + " was asked for");
            proven(check, "the model of window " + description.window() + " is signed by " + signer);
            return description;
        } catch (MalformedException e) {
            throw new Differs(check, String.valueOf(e.getMessage()));
        }
    }

    private void files(CheckpointDescription description) throws IOException {
        String check = "files";
        for (Part part : description.parts()) {
            Optional<String> difference = CheckpointFolder.difference(folder, part);
            require(difference.isEmpty(), check, difference.orElse(""));
        }
        List<String> beside = new ArrayList<>();
        for (String name : entries()) {
            if (description.part(name).isEmpty() && !name.equals(CheckpointDescription.FILE)) {
                // A loader may prefer a file that nobody signed to those that somebody did.
                boolean harmless =
                        name.startsWith(".") || name.endsWith(".md") || Files.isDirectory(folder.resolve(name));
                require(harmless, check, name + " lies beside them, and nobody signed it");
                beside.add(name);
            }
        }
        proven(
                check,
                description.parts().size() + " files, " + description.bytes()
                        + " bytes, each of the size and SHA-256 that were signed");
        if (!beside.isEmpty()) {
            tell(check, Outcome.NOT_SHOWN, "what is in " + String.join(", ", beside));
        }
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private RunConfig rules(CheckpointDescription description) throws IOException {
        String check = "rules";
        Optional<Part> file = description.part(CheckpointFolder.RULES);
        require(
                file.isPresent() && file.get().bytes() <= CheckpointBounds.RULES_BYTES,
                check,
                CheckpointFolder.RULES + " was not signed with it, or is too long");
        try {
            RunConfig run = RunToml.parse(Files.readString(folder.resolve(CheckpointFolder.RULES)))
                    .config();
            RunId id = RunId.of(run);
            require(
                    id.equals(description.runId()),
                    check,
                    CheckpointFolder.RULES + " is run " + id + ", and run " + description.runId() + " was signed");
            Optional<String> excess = CheckpointBounds.excess(description, run);
            require(excess.isEmpty(), check, excess.orElse(""));
            ModelConfig model = HuggingFaceFolder.config(folder);
            require(
                    model.equals(withoutGenesis(run.model())),
                    check,
                    "config.json is not the model of the run's rules");
            tokenizer(run);
            proven(check, "the rules are those of run " + id + ", and model and tokeniser are theirs");
            return run;
        } catch (InvalidRunException | CheckpointException | java.nio.charset.CharacterCodingException e) {
            throw new Differs(check, String.valueOf(e.getMessage()));
        }
    }

    private void tokenizer(RunConfig run) throws IOException {
        Path file = folder.resolve("tokenizer.json");
        require(Files.isRegularFile(file), "rules", "tokenizer.json is missing");
        String hash = Hash.sha256(Files.readAllBytes(file)).toString();
        String named;
        try (ByteTokenizer bytes = new ByteTokenizer()) {
            named = run.tokenizer().kind().equals("byte")
                    ? bytes.hash().toString()
                    : run.tokenizer().hash();
        }
        require(
                named.isEmpty() || named.equals(hash),
                "rules",
                "tokenizer.json is " + hash + ", the run's is " + named);
    }

    private void numbers(CheckpointDescription description, RunConfig run) {
        String check = "root";
        try {
            OuterState state = CheckpointFolder.state(folder, run);
            Hash root = state.root(workers);
            require(
                    root.equals(description.root()),
                    check,
                    "the numbers have root " + root + ", and " + description.root() + " was signed");
            proven(check, state.theta().layout().size() + " parameters have root " + root);
        } catch (CheckpointException e) {
            throw new Differs(check, String.valueOf(e.getMessage()));
        }
    }

    private Lineage lineage(CheckpointDescription description, RunConfig run) throws IOException {
        String check = "lineage";
        try {
            Lineage lineage = Lineage.parse(Files.readAllBytes(folder.resolve(CheckpointFolder.LINEAGE)));
            require(
                    lineage.window().equals(description.window())
                            && lineage.root().equals(description.root()),
                    check,
                    "it ends in window " + lineage.window() + " with root " + lineage.root());
            if (lineage.firstWindow().number() > run.run().startWindow()) {
                tell(check, Outcome.NOT_SHOWN, "the way before window " + lineage.firstWindow() + ", where it begins");
                return lineage;
            }
            Parameters theta = Genesis.parameters(run.model(), run.run().seed(), workers);
            String named = run.model().genesisRoot();
            String made = ModelRoot.of(theta, workers).toString();
            require(
                    named.isEmpty() || named.equals(made),
                    check,
                    "the rules name root " + named + " for genesis, and it has " + made);
            Hash genesis = OuterState.before(theta, run.outer()).root(workers);
            require(
                    lineage.firstRoot().equals(genesis),
                    check,
                    "it begins with root " + lineage.firstRoot() + ", and genesis has " + genesis);
            proven(
                    check,
                    "it leads from genesis, made again here with root " + genesis + ", through "
                            + lineage.steps().size() + " windows to this root");
            return lineage;
        } catch (MalformedException e) {
            throw new Differs(check, String.valueOf(e.getMessage()));
        }
    }

    private void manifests(Lineage lineage, CheckpointDescription description) {
        int checked = 0;
        int absent = 0;
        List<Lineage.Step> steps = lineage.steps();
        for (int i = 0; i < steps.size(); i++) {
            Lineage.Step step = steps.get(i);
            Hash after = i + 1 < steps.size() ? steps.get(i + 1).root() : lineage.root();
            if (step.manifest().isPresent()) {
                Optional<byte[]> file = manifests.apply(step.manifest().get());
                file.ifPresent(bytes -> leads(bytes, step, after, description.runId()));
                checked += file.isPresent() ? 1 : 0;
                absent += file.isPresent() ? 0 : 1;
            }
        }
        if (checked > 0) {
            proven("manifests", checked + " manifests are signed and lead from root to root");
        }
        if (absent > 0) {
            tell("manifests", Outcome.NOT_SHOWN, "what " + absent + " manifests say that are not here");
        }
    }

    private static void leads(byte[] file, Lineage.Step step, Hash after, RunId run) {
        String check = "manifests";
        Hash named = step.manifest().orElseThrow();
        require(Hash.sha256(file).equals(named), check, "the manifest of window " + step.window() + " is not " + named);
        try {
            Manifest manifest = Manifest.parse(file);
            boolean leads = manifest.runId().equals(run)
                    && manifest.window().equals(step.window())
                    && manifest.rootBefore().equals(step.root())
                    && manifest.rootAfter().equals(after);
            require(leads, check, "manifest " + named + " does not lead from window " + step.window() + " to the next");
        } catch (MalformedException e) {
            throw new Differs(check, "manifest " + named + ": " + e.getMessage());
        }
    }

    /** The model as {@code config.json} tells it: that knows nothing of where it began. */
    private static ModelConfig withoutGenesis(ModelConfig m) {
        return new ModelConfig(
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
                "");
    }

    private void proven(String check, String what) {
        tell(check, Outcome.PROVEN, what);
    }

    private void tell(String check, Outcome outcome, String what) {
        Finding finding = new Finding(check, outcome, what);
        findings.add(finding);
        listener.accept(finding);
    }

    private static void require(boolean holds, String check, String otherwise) {
        if (!holds) {
            throw new Differs(check, otherwise);
        }
    }

    /** Ends the proof. */
    private static final class Differs extends RuntimeException {
        private final String check;
        private final String what;

        Differs(String check, String what) {
            super(what);
            this.check = check;
            this.what = what;
        }
    }
}
