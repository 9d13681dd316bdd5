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
record Stage(RunConfig base, Dataset data, List<Hotkey> miners) {
    Stage {
        miners = miners.stream().sorted().toList();
    }

    /** The samples of each miner in {@code window} of {@code run}, as an opening block's hash would assign them. */
    List<long[]> samples(RunConfig run, Window window) {
        Hash opening = Hash.sha256(("bench/block/" + window).getBytes(StandardCharsets.UTF_8));
        Assignment assignment =
                Assignment.of(RunId.of(base), opening, miners, run.inner().samplesPerWindow(), data.trainSamples());
        return miners.stream().map(assignment::samplesOf).toList();
    }
}
