package io.grail.node.lab;

import io.grail.chain.Chain;
import io.grail.chain.ChainUnavailableException;
import io.grail.node.event.Events;
import io.grail.node.event.NodeEvent;
import io.grail.protocol.window.WindowSchedule;

/** Tells people of blocks. */
public record BlockWatch(Chain chain, WindowSchedule schedule, Events events) {
    private static final long PAUSE_MILLIS = 2_000;

    /** Until it is interrupted, through times in which the chain is out of reach or cannot write. */
    public void run() throws InterruptedException {
        String last = "";
        while (true) {
            try {
                long block = chain.awaitBlock(chain.head().number() + 1).number();
                events.emit(new NodeEvent.BlockFinalized(block, schedule.windowAt(block)));
                last = "";
            } catch (ChainUnavailableException e) {
                String reason = String.valueOf(e.getMessage());
                if (!reason.equals(last)) {
                    events.emit(new NodeEvent.Suspended(reason, PAUSE_MILLIS / 1_000.0));
                }
                last = reason;
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
