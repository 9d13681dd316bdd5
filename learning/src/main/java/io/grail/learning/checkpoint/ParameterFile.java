package io.grail.learning.checkpoint;

import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.state.TensorShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Parameters as a safetensors file, every bit of them: a model, an error-feedback buffer, or anything of a layout. */
public final class ParameterFile {
    private ParameterFile() {}

    /**
     * Writes atomically, tensors in name order.
     *
     * @throws CheckpointException if it cannot be written
     */
    public static void write(Path file, Parameters parameters, Map<String, String> metadata) {
        SafetensorsWriter.write(file, metadata, named("", parameters));
    }

    /**
     * Reads all tensors of {@code layout}, which must be all that the file holds.
     *
     * @throws CheckpointException if the file is missing, damaged or of another layout
     */
    public static Parameters read(Path file, ParameterLayout layout) {
        try (Safetensors tensors = Safetensors.open(file)) {
            var unknown = new TreeSet<>(tensors.names());
            layout.tensors().forEach(tensor -> unknown.remove(tensor.name()));
            if (!unknown.isEmpty()) {
                throw new CheckpointException(file, "holds tensors that the model has not: " + unknown.first());
            }
            return read(tensors, "", layout);
        }
    }

    /** Parameters as tensors whose names begin with {@code prefix}. */
    public static List<SafetensorsWriter.Named> named(String prefix, Parameters parameters) {
        List<SafetensorsWriter.Named> named = new ArrayList<>();
        for (int i = 0; i < parameters.layout().count(); i++) {
            TensorShape shape = parameters.layout().tensor(i);
            named.add(new SafetensorsWriter.Named(prefix + shape.name(), sizes(shape), parameters.values(i)));
        }
        return named;
    }

    /** The inverse of {@link #named}. */
    public static Parameters read(Safetensors tensors, String prefix, ParameterLayout layout) {
        Parameters parameters = Parameters.zeros(layout);
        for (int i = 0; i < layout.count(); i++) {
            TensorShape shape = layout.tensor(i);
            tensors.read(prefix + shape.name(), sizes(shape), parameters.values(i));
        }
        return parameters;
    }

    static int[] sizes(TensorShape shape) {
        return shape.dimensions() == 1 ? new int[] {shape.columns()} : new int[] {shape.rows(), shape.columns()};
    }
}
