package io.grail.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A process that trains when it is told to, and sleeps otherwise. */
final class Contender implements AutoCloseable {
    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> seconds = new ArrayList<>();

    Contender(String name, List<String> command, Map<String, String> environment) {
        this.name = name;
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            this.process = builder.start();
            this.answers = process.inputReader(StandardCharsets.UTF_8);
            this.commands = process.outputWriter(StandardCharsets.UTF_8);
            expect("ready", answers.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " did not start", e);
        }
    }

    private void expect(String wanted, String answer) throws IOException {
        if (!wanted.equals(answer)) {
            throw new IOException(name + " answered " + answer + " instead of " + wanted);
        }
    }

    String name() {
        return name;
    }

    /** Trains on one batch; {@code counts} is false for warming up. */
    void step(int step, boolean counts) {
        String answer = ask("step " + step);
        int space = answer.indexOf(' ');
        losses.add(Double.valueOf(answer.substring(0, space)));
        if (counts) {
            seconds.add(Double.valueOf(answer.substring(space + 1)));
        }
    }

    long peakBytes() {
        return Long.parseLong(ask("memory"));
    }

    /** Median time of the steps that count. */
    double medianSeconds() {
        List<Double> sorted = new ArrayList<>(seconds);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double lastLoss() {
        return losses.getLast();
    }

    /** The largest difference between the losses of any step. */
    double largestDifference(Contender other) {
        double largest = 0;
        for (int i = 0; i < losses.size(); i++) {
            largest = Math.max(largest, Math.abs(losses.get(i) - other.losses.get(i)));
        }
        return largest;
    }

    private String ask(String command) {
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
