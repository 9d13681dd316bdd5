package io.grail.node.cli;

/** Where the development chain listens unless told otherwise. */
final class ChainEndpoint {
    static final int DEFAULT_PORT = 9944;
    static final String DEFAULT = "http://127.0.0.1:" + DEFAULT_PORT;

    private ChainEndpoint() {}
}
