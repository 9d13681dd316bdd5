package io.grail.node.sync;

import io.grail.learning.checkpoint.ParameterFile;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The shared model in a snapshot's folder: its parameters, its outer momentum if the run has one, and beside them the
 * window and root they belong to.
 */
public final class ModelFile {
    /** The outer momentum, in a checkpoint too. */
    public static final String MOMENTUM = "outer-momentum.safetensors";

    private static final String PARAMETERS = "model.safetensors";
    private static final String CURSOR = "window";

    private ModelFile() {}

    public static void write(Path folder, SharedModel model) throws IOException {
        ParameterFile.write(folder.resolve(PARAMETERS), model.theta(), Map.of());
        writeMomentum(folder, model);
        Files.writeString(folder.resolve(CURSOR), model.window() + " " + model.root() + "\n");
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
            String[] cursor = Files.readString(folder.resolve(CURSOR)).strip().split(" ", 2);
            Window window = new Window(Long.parseLong(cursor[0]));
            OuterState state = new OuterState(
                    read(folder.resolve(PARAMETERS), layout),
                    node.run().outer().hasMomentum()
                            ? Optional.of(read(folder.resolve(MOMENTUM), layout))
                            : Optional.empty());
            SharedModel model = new SharedModel(state, window, node.workers());
            model.require(Hash.fromHex(cursor[1]));
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the snapshot " + folder, e);
        }
    }

    /** Parameters of a given layout from a safetensors file. */
    public static Parameters read(Path file, ParameterLayout layout) {
        return ParameterFile.read(file, layout);
    }
}
