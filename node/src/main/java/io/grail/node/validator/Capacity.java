package io.grail.node.validator;

/**
 * How many updates this validator has time to judge, by how many blocks the last ones took. A chain whose time stands still
 * while a node works leaves time for all.
 */
final class Capacity {
    /** Part of what is left that is planned for: the next ones may take longer. */
    private static final double PLANNED = 0.8;

    private double blocksEach;

    /** Of {@code all} updates those that fit into so many blocks: at least 1. */
    int fit(int all, long blocksLeft) {
        double most = blocksEach == 0 ? all : PLANNED * blocksLeft / blocksEach;
        return (int) Math.max(1, Math.min(all, most));
    }

    /** Judging {@code updates}, at least 1, took so many blocks; what was not finished counts as half of it. */
    void took(int updates, boolean finished, long blocks) {
        blocksEach = (double) blocks / (finished ? updates : Math.max(1, updates / 2));
    }
}
