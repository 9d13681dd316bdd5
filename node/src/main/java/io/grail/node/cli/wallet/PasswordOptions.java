package io.grail.node.cli.wallet;

import io.grail.chain.wallet.Encryption;
import io.grail.chain.wallet.KeyFile;
import io.grail.chain.wallet.MaskedPassword;
import io.grail.chain.wallet.Password;
import io.grail.node.cli.UsageException;
import io.grail.protocol.identity.Keypair;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a password comes from: a file, the environment, or whoever sits at the terminal; never the command line. */
public final class PasswordOptions {
    private static final String VARIABLE = "GRAIL_WALLET_PASSWORD";
    private static final int MAX_BYTES = 4_096;
    /** Whoever has the file may guess for as long as it likes. */
    private static final int MIN_LENGTH = 8;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "a file with the password (default: $" + VARIABLE + "; else it is asked for)")
    @Nullable
    Path file;

    /**
     * The key in {@code file}, with its password if it has one.
     *
     * @throws io.grail.chain.wallet.WalletException if it cannot be read
     */
    public Keypair open(KeyFile file) {
        Optional<Password> password = opening(file);
        try {
            return file.secret(password).pair();
        } finally {
            password.ifPresent(Password::close);
        }
    }

    /** The password that opens {@code key}; none if it is not encrypted. The caller closes it. */
    Optional<Password> opening(KeyFile key) {
        if (key.encryption() == Encryption.NONE) {
            return Optional.empty();
        }
        String masked = key.passwordVariable();
        return Optional.of(fromFile()
                .or(() -> Optional.ofNullable(System.getenv(masked)).map(value -> MaskedPassword.unmask(masked, value)))
                .or(PasswordOptions::fromEnvironment)
                .or(() -> Terminal.find().map(terminal -> terminal.password("Password of " + key)))
                .orElseThrow(() -> missing(key + " is encrypted")));
    }

    /** A password to encrypt with, asked for twice if it is asked for. The caller closes it. */
    Password sealing(KeyKind what) {
        Password password = fromFile()
                .or(PasswordOptions::fromEnvironment)
                .or(() -> Terminal.find().map(terminal -> asked(terminal, what)))
                .orElseThrow(() -> missing("the " + what + " is to be encrypted (see --no-use-password)"));
        if (password.length() < MIN_LENGTH) {
            password.close();
            throw new UsageException("a password has at least " + MIN_LENGTH + " characters");
        }
        return password;
    }

    private static Password asked(Terminal terminal, KeyKind what) {
        Password first = terminal.password("New password of the " + what);
        try (Password again = terminal.password("The same again")) {
            if (!first.sameAs(again)) {
                first.close();
                throw new UsageException("the two passwords differ: nothing was written");
            }
        }
        return first;
    }

    private Optional<Password> fromFile() {
        return Optional.ofNullable(file).map(named -> Password.taking(SmallFile.characters(named, MAX_BYTES)));
    }

    private static Optional<Password> fromEnvironment() {
        return Optional.ofNullable(System.getenv(VARIABLE)).map(value -> Password.taking(value.toCharArray()));
    }

    private static UsageException missing(String why) {
        return new UsageException(why + ", and there is no terminal to ask for the password on: give --password-file,"
                + " or set " + VARIABLE);
    }
}
