package io.grail.node.validator;

import io.grail.learning.checkpoint.HuggingFaceFolder;
import io.grail.learning.tokenize.Tokenizer;
import io.grail.node.event.NodeEvent;
import io.grail.node.sync.CheckpointDescription;
import io.grail.node.sync.ModelFile;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.SharedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts the shared model into the validator's bucket as a Hugging Face folder, with the outer momentum if the run has one;
 * the pointer moves last.
 */
final class CheckpointWriter {
    private final NodeContext node;
    private final Tokenizer tokenizer;

    CheckpointWriter(NodeContext node, Tokenizer tokenizer) {
        this.node = node;
        this.tokenizer = tokenizer;
    }

    void write(SharedModel model) {
        try {
            Path folder = Files.createTempDirectory("grail-checkpoint");
            try {
                HuggingFaceFolder.write(
                        folder,
                        node.run().model(),
                        model.theta(),
                        tokenizer.eos(),
                        node.run().data().sequenceLength());
                tokenizer.writeHuggingFace(folder);
                ModelFile.writeMomentum(folder, model);
                upload(folder, model);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a checkpoint (temporary folder full?)", e);
        }
    }

    private void upload(Path folder, SharedModel model) throws IOException {
        String prefix = node.keys().checkpoint(model.window());
        long bytes = 0;
        for (Path file : files(folder)) {
            bytes += node.own().putFile(prefix + file.getFileName(), file).size();
        }
        byte[] description = new CheckpointDescription(
                        node.runId(), model.window(), model.root(), node.seat().account())
                .sign(node.seat().hotkey());
        node.own().put(prefix + CheckpointDescription.FILE, description);
        byte[] pointer = model.window().toString().getBytes(StandardCharsets.UTF_8);
        node.own().put(node.keys().checkpointPointer(), pointer);
        node.events().emit(new NodeEvent.CheckpointWritten(model.window(), bytes));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.comparing(Path::getFileName)).toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
