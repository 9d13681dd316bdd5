package io.grail.node.lab;

import io.grail.node.validator.Defence;
import java.util.Set;

/**
 * What an experiment changes about a subnet.
 *
 * @param off defences that validators do without
 * @param seededBeacon nodes see block hashes that follow from the run's seed alone, and not from what the blocks hold: two
 *     runs of a seed draw the same samples, and differ by nothing but what their actors do
 */
public record Conditions(Set<Defence> off, boolean seededBeacon) {
    /** As on any network. */
    public static final Conditions ORDINARY = new Conditions(Set.of(), false);

    public Conditions {
        off = Set.copyOf(off);
    }
}
