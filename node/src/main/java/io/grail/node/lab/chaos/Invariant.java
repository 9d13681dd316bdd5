package io.grail.node.lab.chaos;

/** What must hold of a run whatever happened to its nodes (docs/reliability.md). */
public enum Invariant {
    ONE_ROOT("all nodes hold the same model in every window, and it is the replay of the decided manifests"),
    NO_WINDOW_LOST("a window with an update in time is merged"),
    NO_HONEST_PENALTY("nobody is charged for what it did not miss"),
    NO_LOST_PAYMENT("what is earned is paid, once"),
    NOBODY_STUCK("every node reaches the last window"),
    STATE_RESUMED("a node goes on from exactly what it had"),
    NOTHING_SAID_TWICE("what is published once is not published otherwise");

    private final String text;

    Invariant(String text) {
        this.text = text;
    }

    /** A sentence, for people. */
    public String text() {
        return text;
    }
}
