package io.grail.chain.rpc;

/**
 * What a node may make this process hold.
 *
 * @param messageChars longest message, in characters; metadata has about 1.3 million, a full block 10 million
 * @param inFlight requests that wait for answers at one time; others queue
 * @param queued notifications that one subscriber may leave unread; beyond, they are dropped and a gap is reported
 */
public record RpcLimits(int messageChars, int inFlight, int queued) {
    /** 32 Mi characters, 64 requests, 1,024 notifications. */
    public static final RpcLimits ORDINARY = new RpcLimits(32 << 20, 64, 1_024);

    public RpcLimits {
        if (messageChars < 1_024 || inFlight < 1 || queued < 1) {
            throw new IllegalArgumentException(
                    "limits must be at least 1024 characters, 1 request and 1 notification, got " + messageChars + ", "
                            + inFlight + ", " + queued);
        }
    }
}
