package io.grail.chain.rpc.node;

import java.util.List;

/**
 * A block.
 *
 * @param extrinsics as they were submitted, length prefix included, in the order of their events
 */
public record BlockContent(Header header, List<byte[]> extrinsics) {
    /** More than any block holds: an extrinsic has at least two bytes. */
    private static final int MAX_EXTRINSICS = 1 << 20;

    public BlockContent {
        extrinsics = List.copyOf(extrinsics);
    }

    static BlockContent read(Answer answer) {
        Answer block = answer.field("block");
        return new BlockContent(
                Header.read(block.field("header")),
                block.field("extrinsics").list(MAX_EXTRINSICS).stream()
                        .map(Answer::bytes)
                        .toList());
    }
}
