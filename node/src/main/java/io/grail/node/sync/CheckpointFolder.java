package io.grail.node.sync;

import io.grail.learning.checkpoint.HuggingFaceFolder;
import io.grail.learning.checkpoint.ShardedFile;
import io.grail.learning.tokenize.Tokenizer;
import io.grail.node.sync.CheckpointDescription.Part;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.run.RunToml;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.ParameterLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a checkpoint, {@code checkpoint.json} aside: a Hugging Face folder, the outer momentum if the run has one,
 * the run's rules and the lineage. The same model gives the same bytes, whoever writes it (docs/protocol.md, section
 * Checkpoints).
 */
public final class CheckpointFolder {
    public static final String RULES = "run.toml";
    public static final String LINEAGE = "lineage.txt";
    /** The outer momentum's name, as {@link HuggingFaceFolder#MODEL} is the parameters'. */
    public static final String MOMENTUM = "outer-momentum";

    private static final int BUFFER_BYTES = 1 << 16;

    private CheckpointFolder() {}

    /**
     * Writes all files into an empty folder, and describes them in the name of {@code validator}.
     *
     * @param shardBytes most bytes of parameters in one file
     */
    public static CheckpointDescription write(
            Path folder, RunConfig run, Tokenizer tokenizer, SharedModel model, Hotkey validator, long shardBytes)
            throws IOException {
        HuggingFaceFolder.write(
                folder, run.model(), model.theta(), tokenizer.eos(), run.data().sequenceLength(), shardBytes);
        tokenizer.writeHuggingFace(folder);
        model.momentum().ifPresent(v -> ShardedFile.write(folder, MOMENTUM, v, Map.of(), shardBytes));
        Files.writeString(folder.resolve(RULES), RunToml.write(run));
        Files.write(folder.resolve(LINEAGE), model.lineage().bytes());
        List<Part> parts = new ArrayList<>();
        for (Path file : files(folder)) {
            parts.add(new Part(file.getFileName().toString(), Files.size(file), sha256(file)));
        }
        return new CheckpointDescription(RunId.of(run), model.window(), model.root(), parts, validator);
    }

    /** The state whose numbers lie in a folder; its root is still to be held against the description's. */
    public static OuterState state(Path folder, RunConfig run) {
        ParameterLayout layout = LlamaLayout.of(run.model());
        return new OuterState(
                ShardedFile.read(folder, HuggingFaceFolder.MODEL, layout),
                run.outer().hasMomentum() ? Optional.of(ShardedFile.read(folder, MOMENTUM, layout)) : Optional.empty());
    }

    /** Whether numbers of the shared state lie in the file of this name, in a run with or without momentum. */
    static boolean isState(String file) {
        return ShardedFile.isPart(file, HuggingFaceFolder.MODEL) || ShardedFile.isPart(file, MOMENTUM);
    }

    /** What is wrong with a file that ought to be {@code part}; empty if it is. */
    public static Optional<String> difference(Path folder, Part part) throws IOException {
        Path file = folder.resolve(part.name());
        if (!Files.isRegularFile(file)) {
            return Optional.of(part.name() + " is missing");
        }
        if (Files.size(file) != part.bytes()) {
            return Optional.of(
                    part.name() + " has " + Files.size(file) + " bytes, and " + part.bytes() + " were signed");
        }
        Hash found = sha256(file);
        return found.equals(part.sha256())
                ? Optional.empty()
                : Optional.of(part.name() + " has SHA-256 " + found + ", and " + part.sha256() + " was signed");
    }

    /** All regular files, in the order of their names. */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Hash sha256(Path file) throws IOException {
        MessageDigest digest = Hash.newSha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return Hash.of(digest.digest());
    }
}
