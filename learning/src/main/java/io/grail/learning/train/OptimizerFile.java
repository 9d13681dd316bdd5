package io.grail.learning.train;

import io.grail.learning.checkpoint.CheckpointException;
import io.grail.learning.checkpoint.ParameterFile;
import io.grail.learning.checkpoint.Safetensors;
import io.grail.learning.checkpoint.SafetensorsWriter;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** AdamW's state as a safetensors file: both moments of every parameter, and how many steps they have seen. */
final class OptimizerFile {
    private static final String FIRST = "first.";
    private static final String SECOND = "second.";
    private static final String STEPS = "steps";

    private OptimizerFile() {}

    /** Moments in the layout's order. */
    record State(long steps, Parameters first, Parameters second) {}

    static void write(Path file, State state) {
        List<SafetensorsWriter.Named> tensors = new ArrayList<>(ParameterFile.named(FIRST, state.first));
        tensors.addAll(ParameterFile.named(SECOND, state.second));
        SafetensorsWriter.write(file, Map.of(STEPS, Long.toString(state.steps)), tensors);
    }

    static State read(Path file, ParameterLayout layout) {
        try (Safetensors tensors = Safetensors.open(file)) {
            return new State(
                    steps(file, tensors.metadata().getOrDefault(STEPS, "")),
                    ParameterFile.read(tensors, FIRST, layout),
                    ParameterFile.read(tensors, SECOND, layout));
        }
    }

    private static long steps(Path file, String text) {
        // The native kernel counts in binary32, which is exact up to 2^24.
        if (!text.matches("[0-9]{1,8}")) {
            throw new CheckpointException(file, "has no count of steps");
        }
        return Long.parseLong(text);
    }
}
