package io.grail.node.audit;

import io.grail.protocol.audit.Discrepancy;
import io.grail.protocol.window.Window;
import java.util.List;

/**
 * What an audit of one window found.
 *
 * @param scorecards replayed
 * @param updates checked again, once for each scorecard that names them
 * @param merged updates merged again
 */
public record WindowReport(Window window, int scorecards, int updates, int merged, List<Discrepancy> discrepancies) {
    public WindowReport {
        discrepancies = List.copyOf(discrepancies);
    }
}
