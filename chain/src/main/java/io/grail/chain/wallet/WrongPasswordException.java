package io.grail.chain.wallet;

/** A password that does not open a key file. A file that was damaged after its encryption looks the same. */
public final class WrongPasswordException extends WalletException {
    WrongPasswordException(String file) {
        super("wrong password for " + file + " (or the file is damaged): try again");
    }
}
