package io.grail.chain.drand;

/** The library for BLS12-381 cannot be loaded on this machine. */
public final class BlsUnavailableException extends RuntimeException {
    BlsUnavailableException(Throwable cause) {
        super(
                "BLS12-381 cannot be used on " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                        + " (" + cause.getMessage()
                        + "): it is there for Linux and macOS on x86-64 and aarch64 and Windows on x86-64, and java.io.tmpdir"
                        + " must be a folder from which libraries can be loaded",
                cause);
    }
}
