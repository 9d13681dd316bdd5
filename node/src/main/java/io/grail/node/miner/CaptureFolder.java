package io.grail.node.miner;

import io.grail.learning.checkpoint.ParameterFile;
import io.grail.protocol.run.RunSection;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Writes βe + Δ as {@code w{window}.safetensors} in three windows of a run: those at a sixth, at half and at the end of
 * its planned length, where updates differ most from one another.
 */
public final class CaptureFolder implements Capture {
    private final Path folder;
    private final Set<Window> windows;

    public CaptureFolder(Path folder, RunSection run) {
        this.folder = folder;
        this.windows = windows(run);
    }

    /** The windows whose buffers are written; fewer than three in a very short run. */
    public static Set<Window> windows(RunSection run) {
        long last = run.windows();
        return LongStream.of(Math.ceilDiv(last, 6), Math.ceilDiv(last, 2), last)
                .mapToObj(nth -> new Window(run.startWindow()).plus(nth - 1))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void beforeSelection(Window window, Parameters errorFeedback, Parameters pseudoGradient, float decay) {
        if (!windows.contains(window)) {
            return;
        }
        Parameters buffer = Parameters.zeros(errorFeedback.layout());
        for (int tensor = 0; tensor < buffer.layout().count(); tensor++) {
            float[] target = buffer.values(tensor);
            float[] old = errorFeedback.values(tensor);
            float[] added = pseudoGradient.values(tensor);
            for (int i = 0; i < target.length; i++) {
                target[i] = decay * old[i] + added[i];
            }
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the capture folder " + folder, e);
        }
        ParameterFile.write(folder.resolve("w" + window + ".safetensors"), buffer, Map.of("window", window.toString()));
    }
}
