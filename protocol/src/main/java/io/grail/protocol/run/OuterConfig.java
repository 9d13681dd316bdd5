package io.grail.protocol.run;

/**
 * Section {@code [outer]}: the merge into the shared model.
 *
 * @param learningRate α at up to {@code referencePeers} merged updates
 * @param referencePeers number of updates up to which α is not scaled down
 * @param gatherPeers at most so many updates are merged in a window
 * @param newcomerSeats of these, seats drawn by lot for newcomers
 */
public record OuterConfig(double learningRate, int referencePeers, int gatherPeers, int newcomerSeats) {
    public OuterConfig {
        Range.check("outer.learningRate", learningRate, 1e-6, 10);
        Range.check("outer.referencePeers", referencePeers, 1, 256);
        Range.check("outer.gatherPeers", gatherPeers, 1, 256);
        Range.check("outer.newcomerSeats", newcomerSeats, 0, gatherPeers);
    }
}
