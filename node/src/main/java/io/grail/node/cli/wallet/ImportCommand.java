package io.grail.node.cli.wallet;

import io.grail.chain.wallet.StoredKey;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.UsageException;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Mnemonic;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code grail wallet import}: a key from its words or its seed. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Stores the key that words or a seed lead to.",
            "",
            "The secret is 12 to 24 words, 0x and the 64 hexadecimal digits of a seed, or a secret URI: words or seed,",
            "then //hard/soft junctions, then, after words, ///password. It is asked for on a terminal and read from",
            "standard input otherwise."
        })
final class ImportCommand implements Callable<Integer> {
    private static final int MAX_BYTES = 8_192;
    private static final Path STANDARD_INPUT = Path.of("-");

    @Mixin
    WalletOptions wallet = new WalletOptions();

    @Mixin
    StoreOptions storing = new StoreOptions();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "coldkey",
            description = "what it becomes, coldkey or hotkey (default: ${DEFAULT-VALUE})")
    KeyKind key = KeyKind.COLDKEY;

    @Option(names = "--secret-file", paramLabel = "FILE", description = "read the secret there; - is standard input")
    @Nullable
    Path file;

    @Option(
            names = "--mnemonic",
            paramLabel = "WORDS",
            description = "the secret, where others on this machine and the shell's history see it: better not")
    @Nullable
    String mnemonic;

    @Mixin
    Answers answers = new Answers();

    @Override
    public Integer call() {
        StoredKey.Secret secret = secret(text().strip());
        storing.store(wallet, key, secret);
        new KeyReport(answers, key, wallet.file(key), secret).stored();
        return ExitCode.OK;
    }

    private String text() {
        if (mnemonic != null) {
            if (file != null) {
                throw new UsageException("--mnemonic and --secret-file are two secrets: give one");
            }
            answers.warn("a secret on the command line stays in the shell's history, and every process of this machine"
                    + " can see it; remove it there");
            return mnemonic;
        }
        char[] typed = file == null
                ? Terminal.find()
                        .map(terminal -> terminal.hidden("Words, seed or secret URI"))
                        .orElseGet(() -> SmallFile.characters(STANDARD_INPUT, MAX_BYTES))
                : SmallFile.characters(file, MAX_BYTES);
        String text = new String(typed);
        Arrays.fill(typed, '\0');
        return text;
    }

    private static StoredKey.Secret secret(String text) {
        try {
            return text.startsWith("0x") || text.indexOf('/') >= 0
                    ? StoredKey.Secret.of(Keypair.fromUri(text))
                    : StoredKey.Secret.of(Mnemonic.parse(text));
        } catch (IllegalArgumentException e) {
            throw new UsageException("no secret to import: " + e.getMessage());
        }
    }
}
