package io.grail.node.cli.wallet;

import io.grail.chain.wallet.KeyFile;
import io.grail.chain.wallet.StoredKey;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.UsageException;
import io.grail.protocol.identity.Mnemonic;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code grail wallet create}: new keys. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a coldkey and a hotkey that nobody had before.",
            "",
            "Each comes from words of its own, which are shown once: with --json as the field \"phrase\", so mind where",
            "the output goes."
        })
final class CreateCommand implements Callable<Integer> {
    @Mixin
    WalletOptions wallet = new WalletOptions();

    @Mixin
    StoreOptions storing = new StoreOptions();

    @Option(names = "--key", paramLabel = "KEY", description = "coldkey or hotkey alone (default: both)")
    @Nullable
    KeyKind key;

    @Option(
            names = {"--words", "--n-words"},
            paramLabel = "N",
            defaultValue = "12",
            description = "12, 15, 18, 21 or 24 (default: ${DEFAULT-VALUE})")
    int words = 12;

    @Mixin
    Answers answers = new Answers();

    @Override
    public Integer call() {
        List<KeyKind> kinds = key == null ? List.of(KeyKind.values()) : List.of(key);
        for (KeyKind kind : kinds) {
            requireFree(wallet.file(kind));
        }
        for (KeyKind kind : kinds) {
            Mnemonic phrase = generated();
            StoredKey.Secret secret = StoredKey.Secret.of(phrase);
            storing.store(wallet, kind, secret);
            new KeyReport(answers, kind, wallet.file(kind), secret).made(phrase.phrase());
        }
        return ExitCode.OK;
    }

    private void requireFree(KeyFile file) {
        if (file.exists() && !storing.overwrite) {
            throw new UsageException(
                    file + " is there already, and nothing was made: choose another name, --key for the"
                            + " one that is missing, or --overwrite");
        }
    }

    private Mnemonic generated() {
        try {
            return Mnemonic.generate(words);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--words: " + e.getMessage());
        }
    }
}
