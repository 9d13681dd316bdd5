package io.grail.bench;

import io.grail.learning.device.Device;
import io.grail.learning.device.NativeRuntime;
import io.grail.learning.model.LanguageModel;
import io.grail.learning.train.InnerLoop;
import io.grail.learning.train.LearningRateSchedule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** This decoder's contender in the inner-step bench: one process, commands on standard input as its peers take them. */
public final class InnerStepWorker {
    private InnerStepWorker() {}

    /** Arguments: folder of the workload, its model, its steps, threads, samples of a micro-batch. */
    public static void main(String[] args) throws IOException {
        var workload = new Workload(Path.of(args[0]), BenchModel.valueOf(args[1]), Integer.parseInt(args[2]));
        int threads = Integer.parseInt(args[3]);
        int microBatch = Integer.parseInt(args[4]);
        NativeRuntime.start(1);
        try (var model = LanguageModel.create(workload.model().config(), Device.named("cpu"));
                var loop = new InnerLoop(
                        model,
                        Workload.INNER,
                        LearningRateSchedule.of(Workload.INNER, workload.steps()),
                        microBatch,
                        threads)) {
            model.load(workload.weights());
            serve(workload, loop);
        }
    }

    private static void serve(Workload workload, InnerLoop loop) throws IOException {
        System.out.println("ready");
        try (var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line = commands.readLine();
            while (line != null && !line.equals("quit")) {
                System.out.println(line.equals("memory") ? peakBytes() : step(workload, loop, line));
                line = commands.readLine();
            }
        }
    }

    private static String step(Workload workload, InnerLoop loop, String command) throws IOException {
        int step = Integer.parseInt(command.substring("step ".length()));
        int[][] batch = workload.batch(step);
        long begin = System.nanoTime();
        double loss = loop.step(step, batch).loss();
        return loss + " " + (System.nanoTime() - begin) / 1e9;
    }

    private static String peakBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.toString(Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024);
            }
        }
        throw new IOException("/proc/self/status has no VmHWM");
    }
}
