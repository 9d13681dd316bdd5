package io.grail.protocol.incentive;

import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One window folded into the standings.
 *
 * @param standings after the window
 * @param verdicts by hotkey, one for every miner with evidence
 */
public record Assessment(Window window, Standings standings, SortedMap<Hotkey, Verdict> verdicts) {
    public Assessment {
        verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
    }

    public Optional<Verdict> verdict(Hotkey hotkey) {
        return Optional.ofNullable(verdicts.get(hotkey));
    }
}
