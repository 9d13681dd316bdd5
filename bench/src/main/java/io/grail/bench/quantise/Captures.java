package io.grail.bench.quantise;

import io.grail.learning.checkpoint.ParameterFile;
import io.grail.node.cli.UsageException;
import io.grail.protocol.state.ParameterLayout;
import io.grail.protocol.state.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Captured buffers by window: several miners' of one window are one stage. */
record Captures(NavigableMap<Long, List<Parameters>> byWindow) {
    private static final Pattern FILE = Pattern.compile("w([0-9]{1,18})\\.safetensors");

    /** Reads every {@code w{window}.safetensors} below {@code folders}. */
    static Captures read(List<Path> folders, ParameterLayout layout) throws IOException {
        NavigableMap<Long, List<Parameters>> byWindow = new TreeMap<>();
        for (Path folder : folders) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted().toList()) {
                    Matcher name = FILE.matcher(file.getFileName().toString());
                    if (name.matches()) {
                        byWindow.computeIfAbsent(Long.valueOf(name.group(1)), w -> new ArrayList<>())
                                .add(ParameterFile.read(file, layout));
                    }
                }
            }
        }
        if (byWindow.size() < 2) {
            throw new UsageException("captures of two windows at least are needed, found those of " + byWindow.keySet()
                    + ": make them with grail up --capture or bench/run training --capture");
        }
        return new Captures(byWindow);
    }
}
