package io.grail.node.lab.chaos;

import io.grail.chain.Chain;
import io.grail.node.home.Disk;
import io.grail.node.sync.NodeContext;
import io.grail.storage.Bucket;

/** What one node's software does wrong; every default is right. One for each node, through all its lives. */
interface Plant {
    /** Nothing is wrong. */
    Plant NONE = new Plant() {};

    /** The node's own bucket as its software uses it. */
    default Bucket own(Bucket bucket) {
        return bucket;
    }

    /** The chain as its software uses it. */
    default Chain chain(Chain chain) {
        return chain;
    }

    /** The disk as its software uses it. */
    default Disk disk(Disk disk) {
        return disk;
    }

    /** Before it begins, or begins again. */
    default void starts(NodeContext node) {}
}
