package io.grail.node.sync;

import io.grail.chain.Chain;
import io.grail.learning.data.Dataset;
import io.grail.node.event.Events;
import io.grail.node.home.ArtifactKeys;
import io.grail.node.home.Seat;
import io.grail.node.home.Snapshots;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.window.WindowSchedule;
import io.grail.storage.Bucket;

/**
 * What every role of a node works with; made once, by hand, where the node is put together.
 *
 * @param own the node's own bucket, writable
 * @param peers everybody's buckets, as committed on the chain
 * @param workers threads for exact arithmetic
 */
public record NodeContext(
        RunConfig run,
        Seat seat,
        Chain chain,
        Bucket own,
        PeerBuckets peers,
        Dataset data,
        Snapshots snapshots,
        ParallelFor workers,
        Polling polling,
        Events events) {
    /** The same with another bucket of its own. */
    public NodeContext with(Bucket other) {
        return new NodeContext(run, seat, chain, other, peers, data, snapshots, workers, polling, events);
    }

    /** The same with another view of everybody's buckets. */
    public NodeContext with(PeerBuckets other) {
        return new NodeContext(run, seat, chain, own, other, data, snapshots, workers, polling, events);
    }

    /** The same with another memory. */
    public NodeContext with(Snapshots other) {
        return new NodeContext(run, seat, chain, own, peers, data, other, workers, polling, events);
    }

    /** The same, telling otherwise. */
    public NodeContext with(Events other) {
        return new NodeContext(run, seat, chain, own, peers, data, snapshots, workers, polling, other);
    }

    public RunId runId() {
        return RunId.of(run);
    }

    public ArtifactKeys keys() {
        return new ArtifactKeys(runId());
    }

    public WindowSchedule schedule() {
        return WindowSchedule.of(run);
    }

    public Codec codec() {
        return new Codec(LlamaLayout.of(run.model()), run.compression());
    }
}
