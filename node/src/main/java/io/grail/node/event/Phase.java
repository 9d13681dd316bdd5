package io.grail.node.event;

/** What a node is doing; shown to people. */
public enum Phase {
    STARTING,
    WAITING,
    CATCHING_UP,
    TRAINING,
    COMPRESSING,
    UPLOADING,
    GATHERING,
    MERGING,
    EVALUATING,
    PAYING,
    STOPPED;

    /** Lower case, as printed. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
