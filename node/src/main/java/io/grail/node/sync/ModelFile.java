package io.grail.node.sync;

import io.grail.learning.checkpoint.ParameterFile;
import io.grail.protocol.artifact.Lineage;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shared model in a snapshot's folder: its parameters, its outer momentum if the run has one, and beside them the
 * window and root they belong to, and the way that led there.
 */
public final class ModelFile {
    /** The outer momentum, in a checkpoint too. */
    public static final String MOMENTUM = "outer-momentum.safetensors";

    private static final String PARAMETERS = "model.safetensors";
    private static final String CURSOR = "window";
    private static final String LINEAGE = "lineage";

    private ModelFile() {}

    public static void write(Path folder, SharedModel model) throws IOException {
        ParameterFile.write(folder.resolve(PARAMETERS), model.theta(), Map.of());
        writeMomentum(folder, model);
        Files.write(folder.resolve(LINEAGE), model.lineage().bytes());
        Files.writeString(folder.resolve(CURSOR), model.window() + " " + model.root() + "\n");
    }

    /** The window of the model in a snapshot's folder. */
    public static Window window(Path folder) throws IOException {
        return new Window(Long.parseLong(cursor(folder)[0]));
    }

    /** Copies the model of one snapshot's folder into another by links, in no time; by bytes where links cannot be. */
    public static void link(Path snapshot, Path into) throws IOException {
        for (String name : List.of(PARAMETERS, MOMENTUM, LINEAGE, CURSOR)) {
            Path file = snapshot.resolve(name);
            if (!Files.exists(file)) {
                continue;
            }
            try {
                Files.createLink(into.resolve(name), file);
            } catch (IOException | UnsupportedOperationException e) {
                Files.copy(file, into.resolve(name));
            }
        }
    }

    /** Writes the outer momentum, if the run has one. */
    public static void writeMomentum(Path folder, SharedModel model) {
        model.momentum().ifPresent(v -> ParameterFile.write(folder.resolve(MOMENTUM), v, Map.of()));
    }

    /**
     * Reads the model of a node's run back and hashes it.
     *
     * @throws ForkedStateException if its numbers are not those that were written
     */
    public static SharedModel read(Path folder, NodeContext node) {
        ParameterLayout layout = node.codec().layout();
        try {
            String[] cursor = cursor(folder);
            Lineage lineage = lineage(folder, new Window(Long.parseLong(cursor[0])), Hash.fromHex(cursor[1]));
            OuterState state = new OuterState(
                    read(folder.resolve(PARAMETERS), layout),
                    node.run().outer().hasMomentum()
                            ? Optional.of(read(folder.resolve(MOMENTUM), layout))
                            : Optional.empty());
            return new SharedModel(state, lineage, node.workers());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the snapshot " + folder, e);
        }
    }

    private static String[] cursor(Path folder) throws IOException {
        return Files.readString(folder.resolve(CURSOR)).strip().split(" ", 2);
    }

    /** What was written; begins at the snapshot where that is of a version which kept none, or where it is damaged. */
    private static Lineage lineage(Path folder, Window window, Hash root) throws IOException {
        Path file = folder.resolve(LINEAGE);
        if (Files.exists(file)) {
            try {
                Lineage lineage = Lineage.parse(Files.readAllBytes(file));
                if (lineage.window().equals(window) && lineage.root().equals(root)) {
                    return lineage;
                }
            } catch (MalformedException e) {
                return Lineage.at(
                        window, root); // the model is whole without it, and a checkpoint says that it is short
            }
        }
        return Lineage.at(window, root);
    }

    /** Parameters of a given layout from a safetensors file. */
    public static Parameters read(Path file, ParameterLayout layout) {
        return ParameterFile.read(file, layout);
    }
}
