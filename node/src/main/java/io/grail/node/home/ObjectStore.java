package io.grail.node.home;

import io.grail.storage.S3Key;
import io.grail.storage.S3Location;

/**
 * One's own place behind the S3 protocol.
 *
 * @param location the bucket; with {@code perNode} the beginning of its name
 * @param writeKey the owner's; it leaves this machine in signatures alone
 * @param perNode whether each node has a bucket of its own there, {@code NAME-node}, made when it is not there
 */
public record ObjectStore(S3Location location, S3Key writeKey, boolean perNode) {
    /** Where a node's bucket is. */
    public S3Location of(Seat seat) {
        return perNode ? location.withBucket(location.bucket() + "-" + seat.name()) : location;
    }
}
