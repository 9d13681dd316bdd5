package io.grail.bench.training;

import io.grail.learning.data.Dataset;
import io.grail.protocol.assignment.Assignment;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What all variants of one comparison share: data, miners, and who trains on which samples. Assignments are keyed by
 * the run before any variant changes it, so that equal window lengths see equal samples in equal order.
 *
 * @param miners their hotkeys, ascending
 */
public record Stage(RunConfig base, Dataset data, List<Hotkey> miners) {
    public Stage {
        miners = miners.stream().sorted().toList();
    }

    /** Who trains on what in {@code window} of {@code run}, as an opening block's hash would assign it. */
    public Assignment assignment(RunConfig run, Window window) {
        Hash opening = Hash.sha256(("bench/block/" + window).getBytes(StandardCharsets.UTF_8));
        return Assignment.of(RunId.of(base), opening, miners, run.inner().samplesPerWindow(), data.trainSamples());
    }

    /** The samples of each miner in {@code window} of {@code run}. */
    public List<long[]> samples(RunConfig run, Window window) {
        Assignment assignment = assignment(run, window);
        return miners.stream().map(assignment::samplesOf).toList();
    }
}
