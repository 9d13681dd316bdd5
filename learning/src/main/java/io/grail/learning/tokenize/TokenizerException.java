package io.grail.learning.tokenize;

/** A tokeniser file that cannot be used; the message names the file, what is wrong with it and what to do. */
public final class TokenizerException extends RuntimeException {
    public TokenizerException(String message) {
        super(message);
    }

    public TokenizerException(String message, Throwable cause) {
        super(message, cause);
    }
}
