package io.grail.node.baseline;

import io.grail.chain.Chain;
import io.grail.learning.data.Dataset;
import io.grail.node.home.ArtifactKeys;
import io.grail.node.sync.Ballots;
import io.grail.node.sync.Shelves;
import io.grail.protocol.anchor.Ballot;
import io.grail.protocol.anchor.Decision;
import io.grail.protocol.artifact.Envelope;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.assignment.Assignment;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.InnerConfig;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Block;
import io.grail.protocol.window.Window;
import io.grail.protocol.window.WindowSchedule;
import io.grail.storage.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a finished run trained on, read back from its public artifacts: for every window and inner step the samples of
 * all miners whose updates were merged.
 */
public final class RecordedRun {
    private final RunConfig run;
    private final Chain chain;
    private final Dataset data;
    private final Function<Hotkey, Optional<Bucket>> buckets;

    public RecordedRun(RunConfig run, Chain chain, Dataset data, Function<Hotkey, Optional<Bucket>> buckets) {
        this.run = run;
        this.chain = chain;
        this.data = data;
        this.buckets = buckets;
    }

    /**
     * The run as one process would train it.
     *
     * @param batches by optimiser step the sample indices of all miners together
     * @param uploadedBytes of all merged payloads
     * @param updates number of merged payloads
     */
    public record Schedule(List<long[]> batches, long uploadedBytes, int updates) {
        public Schedule {
            batches = List.copyOf(batches);
        }

        public long samples() {
            return batches.stream().mapToLong(b -> b.length).sum();
        }
    }

    /** Reads windows until the first that is not decided, or whose manifest is gone. */
    public Schedule read() {
        List<long[]> batches = new ArrayList<>();
        long bytes = 0;
        int updates = 0;
        Window window = new Window(run.run().startWindow());
        Optional<List<Manifest.Entry>> merged = merged(window);
        while (merged.isPresent()) {
            List<long[]> trained = new ArrayList<>();
            for (Manifest.Entry entry : merged.get()) {
                trained.add(samples(window, entry.hotkey()));
                bytes += entry.payloadLength();
                updates++;
            }
            batches.addAll(batches(run.inner(), trained));
            window = window.next();
            merged = merged(window);
        }
        return new Schedule(batches, bytes, updates);
    }

    /** The steps of one window as one process takes them: at each the batches of all miners together. */
    public static List<long[]> batches(InnerConfig inner, List<long[]> trained) {
        List<long[]> steps = new ArrayList<>();
        int batch = inner.batch();
        for (int step = 0; step < inner.steps(); step++) {
            int from = step * batch;
            List<Long> together = new ArrayList<>();
            for (long[] samples : trained) {
                for (int i = from; i < Math.min(from + batch, samples.length); i++) {
                    together.add(samples[i]);
                }
            }
            if (!together.isEmpty()) {
                steps.add(together.stream().mapToLong(Long::longValue).toArray());
            }
        }
        return steps;
    }

    private Optional<List<Manifest.Entry>> merged(Window window) {
        WindowSchedule schedule = WindowSchedule.of(run);
        if (chain.block(schedule.firstBlock(window.next())).isEmpty()) {
            return Optional.empty();
        }
        Ballot ballot = new Ballots(chain, schedule).of(window);
        return switch (ballot.decision()) {
            case Decision.Undecided _ -> Optional.empty();
            case Decision.Nothing _ -> Optional.of(List.of());
            case Decision.Decided decided ->
                new Shelves(keys(), buckets)
                        .manifest(
                                window,
                                decided.manifest(),
                                ballot.quorum().stakes().keySet())
                        .map(bytes -> Manifest.parse(bytes).entries());
        };
    }

    private long[] samples(Window window, Hotkey hotkey) {
        Block opening = chain.block(WindowSchedule.of(run).firstBlock(window)).orElseThrow();
        Assignment assigned = Assignment.of(
                RunId.of(run),
                opening.hash(),
                chain.metagraph(opening.number()).hotkeys(),
                run.inner().samplesPerWindow(),
                data.trainSamples());
        int trained = object(hotkey, keys().envelope(window, hotkey))
                .map(Envelope::parse)
                .map(envelope -> envelope.training().samples())
                .orElse(run.inner().samplesPerWindow());
        return java.util.Arrays.copyOf(assigned.samplesOf(hotkey), trained);
    }

    private Optional<byte[]> object(Hotkey owner, String key) {
        return buckets.apply(owner).flatMap(bucket -> bucket.get(key, 1 << 20));
    }

    private ArtifactKeys keys() {
        return new ArtifactKeys(RunId.of(run));
    }
}
