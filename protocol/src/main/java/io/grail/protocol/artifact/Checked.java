package io.grail.protocol.artifact;

/** What became of somebody's artifact when its bytes were checked. */
public sealed interface Checked<A> {
    /** It counts. */
    record Passed<A>(A artifact) implements Checked<A> {}

    /** It does not. */
    record Failed<A>(Rejection rejection) implements Checked<A> {}
}
