package io.grail.chain.local;

/** A ledger's directory that cannot be used: names the file, what is wrong with it and what to do. */
public final class LedgerDirectoryException extends RuntimeException {
    LedgerDirectoryException(String message) {
        super(message);
    }

    LedgerDirectoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
