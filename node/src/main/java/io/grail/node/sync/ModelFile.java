package io.grail.node.sync;

import io.grail.learning.checkpoint.ParameterFile;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The shared model in a snapshot's folder: its parameters, and beside them the window and root they belong to. */
public final class ModelFile {
    private static final String PARAMETERS = "model.safetensors";
    private static final String CURSOR = "window";

    private ModelFile() {}

    public static void write(Path folder, SharedModel model) throws IOException {
        ParameterFile.write(folder.resolve(PARAMETERS), model.theta(), Map.of());
        Files.writeString(folder.resolve(CURSOR), model.window() + " " + model.root() + "\n");
    }

    /**
     * Reads the model back and hashes it.
     *
     * @throws ForkedStateException if the parameters are not those that were written
     */
    public static SharedModel read(Path folder, ParameterLayout layout, ParallelFor workers) {
        try {
            String[] cursor = Files.readString(folder.resolve(CURSOR)).strip().split(" ", 2);
            Window window = new Window(Long.parseLong(cursor[0]));
            SharedModel model = new SharedModel(read(folder.resolve(PARAMETERS), layout), window, workers);
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
