package io.grail.protocol.run;

/**
 * Section {@code [run]}.
 *
 * @param name for people
 * @param seed of the genesis parameters
 * @param startWindow the first window that is trained; absolute, as chains count
 * @param windows planned length: the inner learning-rate schedule ends with it
 */
public record RunSection(String name, long seed, long startWindow, int windows) {
    public RunSection {
        Range.check("run.name", name.matches("[a-z0-9][a-z0-9-]{0,62}"), name, "1 to 63 of a-z, 0-9 and -");
        Range.check("run.startWindow", startWindow, 1, Long.MAX_VALUE / 1_000_000);
        Range.check("run.windows", windows, 1, 10_000_000);
    }
}
