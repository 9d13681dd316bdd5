package io.grail.node.cli;

import io.grail.learning.tokenize.Tokenizer;
import java.io.PrintStream;

/** Prints tokens as they come. A token may be part of a character, so text is printed once it is whole. */
final class TextStream {
    private static final char REPLACEMENT = '\uFFFD';
    /** A UTF-8 character has at most four bytes; what is still broken after that stays broken. */
    private static final int MAX_PENDING = 4;

    private final Tokenizer tokenizer;
    private final PrintStream out;
    private int[] pending = {};

    TextStream(Tokenizer tokenizer, PrintStream out) {
        this.tokenizer = tokenizer;
        this.out = out;
    }

    void accept(int token) {
        pending = java.util.Arrays.copyOf(pending, pending.length + 1);
        pending[pending.length - 1] = token;
        String text = tokenizer.decode(pending);
        boolean whole = text.isEmpty() || text.charAt(text.length() - 1) != REPLACEMENT;
        if (whole || pending.length >= MAX_PENDING) {
            out.print(text);
            out.flush();
            pending = new int[0];
        }
    }
}
