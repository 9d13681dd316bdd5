package io.grail.node.lab;

import io.grail.chain.Chain;
import io.grail.learning.data.Dataset;
import io.grail.node.event.EventSink;
import io.grail.node.event.Events;
import io.grail.node.home.BucketHomes;
import io.grail.node.home.FolderVersion;
import io.grail.node.home.Seat;
import io.grail.node.home.Snapshots;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.Patience;
import io.grail.node.sync.PeerBuckets;
import io.grail.node.sync.Polling;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.state.ParallelFor;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Puts together what a node of a run's folder works with: its bucket, its snapshots, and everybody
 * else only through the chain and their buckets.
 */
public final class NodeBuilder {
    private final BucketHomes homes;
    private final RunConfig run;
    private final Dataset data;
    private final ParallelFor workers;
    private final EventSink sink;
    private final Optional<InstantSource> virtualTime;

    /** {@code virtualTime} stamps what is put into buckets, where time is virtual. */
    public NodeBuilder(
            BucketHomes homes,
            RunConfig run,
            Dataset data,
            ParallelFor workers,
            EventSink sink,
            Optional<InstantSource> virtualTime) {
        this.homes = homes;
        this.run = run;
        this.data = data;
        this.workers = workers;
        this.sink = sink;
        this.virtualTime = virtualTime;
    }

    /** How {@code seat} tells. */
    public Events events(Seat seat) {
        return new Events(seat.name(), InstantSource.system(), sink);
    }

    /** The committed text of a seat's bucket. */
    public String location(Seat seat) {
        return homes.location(seat);
    }

    /**
     * What the node of {@code seat} works with, on {@code chain}.
     *
     * @throws io.grail.node.home.FolderVersionException if a newer Grail has written to its folder
     */
    public NodeContext build(Seat seat, Chain chain) {
        Patience patience = Patience.of(run.window(), chain.blockTime());
        BucketHomes buckets = homes.waiting(patience.silence());
        Path folder = homes.folder().node(seat.name());
        FolderVersion.claim(folder);
        return new NodeContext(
                run,
                seat,
                chain,
                buckets.own(seat, virtualTime),
                new PeerBuckets(chain, buckets::theirs),
                data,
                new Snapshots(folder),
                workers,
                virtualTime.isPresent() ? Polling.everyBlock(chain) : Polling.everyMillis(50, patience.peers()),
                events(seat));
    }
}
