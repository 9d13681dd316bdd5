package io.grail.node.cli.wallet;

import io.grail.chain.wallet.Password;
import java.io.Console;
import java.util.Locale;
import java.util.Optional;

/** Whoever sits before this process, if anybody does; what is asked for here is not shown while it is typed. */
public record Terminal(Console console) {
    /** The terminal, if there is one. */
    public static Optional<Terminal> find() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).map(Terminal::new);
    }

    Password password(String prompt) {
        return Password.taking(hidden(prompt));
    }

    /** Whether the answer to {@code question} is yes. */
    public boolean agrees(String question) {
        String typed = console.readLine("%s [y/N] ", question);
        return typed != null && typed.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    /** What was typed; nothing if the input ended. */
    char[] hidden(String prompt) {
        char[] typed = console.readPassword("%s: ", prompt);
        return typed == null ? new char[0] : typed;
    }
}
