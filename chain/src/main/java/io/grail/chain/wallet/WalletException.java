package io.grail.chain.wallet;

/** A wallet that cannot be read or written as asked: names the file, what is wrong and what to do; never a secret. */
public sealed class WalletException extends RuntimeException permits WrongPasswordException {
    WalletException(String message) {
        super(message);
    }

    WalletException(String message, Throwable cause) {
        super(message, cause);
    }
}
