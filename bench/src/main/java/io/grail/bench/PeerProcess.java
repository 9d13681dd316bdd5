package io.grail.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A process that works when it is asked to, answers in one line, and sleeps otherwise. */
public final class PeerProcess implements AutoCloseable {
    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;

    /** Starts it and waits until it says {@code ready}. */
    public PeerProcess(String name, List<String> command, Map<String, String> environment) {
        this.name = name;
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            this.process = builder.start();
            this.answers = process.inputReader(StandardCharsets.UTF_8);
            this.commands = process.outputWriter(StandardCharsets.UTF_8);
            String answer = answers.readLine();
            if (!"ready".equals(answer)) {
                throw new IOException(name + " answered " + answer + " instead of ready");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " did not start", e);
        }
    }

    /** A Python with a script of ours, as many threads in its libraries as given, and none of our memory settings. */
    public static PeerProcess python(String name, List<String> command, int threads) {
        String count = Integer.toString(threads);
        return new PeerProcess(
                name, command, Map.of("OMP_NUM_THREADS", count, "MKL_NUM_THREADS", count, "GLIBC_TUNABLES", ""));
    }

    public String name() {
        return name;
    }

    /** Sends a line and waits for one. */
    public String ask(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("it ended");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " did not answer to " + command, e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
