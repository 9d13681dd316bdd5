package io.grail.node.cli;

import io.grail.learning.device.NativeRuntime;

/** Starts the native library for a command. */
final class NativeStart {
    private NativeStart() {}

    /** For many nodes in one process: as many threads run as nodes have work, each operation on one. */
    static void oneThreadANode() {
        withThreads(1);
    }

    static void withThreads(int threads) {
        NativeRuntime.start(threads);
        float halfOfSmallest = Float.MIN_NORMAL / 2;
        if (halfOfSmallest == 0) {
            throw new IllegalStateException("this thread flushes denormals after the native library was loaded,"
                    + " so exact arithmetic is impossible here");
        }
    }
}
