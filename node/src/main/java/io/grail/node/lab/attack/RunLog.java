package io.grail.node.lab.attack;

import io.grail.protocol.bytes.CanonicalWriter;
import io.grail.protocol.bytes.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What experiments showed, a JSON object a line, so that a table that was broken off goes on where it was. An experiment is
 * found again only if all that decides what it shows is the same: the software, the data, the setting, the seed, the cast.
 */
public final class RunLog {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Optional<Path> file;
    private final Hash software;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    private RunLog(Optional<Path> file, Hash software) {
        this.file = file;
        this.software = software;
    }

    /** Keeps nothing. */
    public static RunLog none() {
        return new RunLog(Optional.empty(), Hash.ZERO);
    }

    /**
     * What {@code file} holds, if it is there; what comes is appended.
     *
     * @param software what the experiments' code hashes to
     */
    public static RunLog in(Path file, Hash software) {
        RunLog log = new RunLog(Optional.of(file), software);
        if (Files.exists(file)) {
            try {
                String all = Files.readString(file);
                all.lines().forEach(log::read);
                if (!all.isEmpty() && !all.endsWith("\n")) {
                    Files.writeString(file, "\n", StandardOpenOption.APPEND);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return log;
    }

    private record Line(String key, String experiment, Shown shown) {}

    private void read(String text) {
        try {
            Line line = JSON.readValue(text, Line.class);
            lines.put(line.key(), line);
        } catch (JacksonException e) {
            return; // torn by the end of the process that wrote it: that experiment is run again
        }
    }

    private String key(Experiment experiment, Hash data) {
        Setting setting = experiment.setting();
        byte[] all = new CanonicalWriter()
                .hash(software)
                .hash(data)
                .text(experiment.text())
                .text(setting.toString())
                .toByteArray();
        return Hash.sha256(all).toString();
    }

    /** What {@code experiment} on {@code data} showed when it was run. */
    Optional<Observed> of(Experiment experiment, Hash data) {
        return Optional.ofNullable(lines.get(key(experiment, data)))
                .map(line -> new Observed(experiment, Cast.of(experiment), line.shown()));
    }

    /** Keeps it, unless a node failed: that may have been this machine's fault. */
    synchronized void add(Observed seen, Hash data) {
        if (file.isEmpty() || !seen.honestFailures().isEmpty()) {
            return;
        }
        Line line = new Line(key(seen.experiment(), data), seen.experiment().text(), seen.shown());
        lines.put(line.key(), line);
        String text = JSON.writeValueAsString(line) + "\n";
        try {
            Files.writeString(file.get(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file.get(), e);
        }
    }
}
