package io.grail.node.cli.wallet;

import io.grail.node.cli.ExitCode;
import io.grail.protocol.identity.Keypair;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code grail wallet sign}: a signature over a message. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = {
            "Signs a message.",
            "",
            "Prints the signature, 0x and 128 hexadecimal digits. The message is signed as it is: one that another chose",
            "may be a transfer, so sign what you understand."
        })
final class SignCommand implements Callable<Integer> {
    @Mixin
    WalletOptions wallet = new WalletOptions();

    @Mixin
    PasswordOptions passwords = new PasswordOptions();

    @Mixin
    MessageOptions message = new MessageOptions();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "hotkey",
            description = "who signs, coldkey or hotkey (default: ${DEFAULT-VALUE})")
    KeyKind key = KeyKind.HOTKEY;

    @Mixin
    Answers answers = new Answers();

    @Override
    public Integer call() {
        byte[] bytes = message.bytes();
        Keypair pair = passwords.open(wallet.file(key));
        String signature = "0x" + HexFormat.of().formatHex(pair.sign(bytes));
        answers.give(Answers.object().put("address", pair.account().ss58()).put("signature", signature), signature);
        return ExitCode.OK;
    }
}
