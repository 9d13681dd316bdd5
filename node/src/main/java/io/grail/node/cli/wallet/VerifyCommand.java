package io.grail.node.cli.wallet;

import io.grail.node.cli.ExitCode;
import io.grail.node.cli.UsageException;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Keypair;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code grail wallet verify}: whether a signature is somebody's over a message. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Says whether a signature is an account's over a message; so does its exit code: 0 or 7.",
            "",
            "A signature over <Bytes>MESSAGE</Bytes> counts too: browser wallets sign that."
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    WalletOptions wallet = new WalletOptions();

    @Mixin
    MessageOptions message = new MessageOptions();

    @Option(names = "--signature", paramLabel = "HEX", required = true, description = "64 bytes, with or without 0x")
    String signature = "";

    @Option(names = "--address", paramLabel = "SS58", description = "who signed (default: the wallet's --key)")
    @Nullable
    String address;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "hotkey",
            description = "without --address: coldkey or hotkey (default: ${DEFAULT-VALUE})")
    KeyKind key = KeyKind.HOTKEY;

    @Mixin
    Answers answers = new Answers();

    @Override
    public Integer call() {
        byte[] signed = MessageOptions.unhex("--signature", signature);
        AccountId signer = signer();
        byte[] bytes = message.bytes();
        boolean valid = Keypair.verify(signer, bytes, signed) || Keypair.verify(signer, wrapped(bytes), signed);
        answers.give(
                Answers.object().put("address", signer.ss58()).put("valid", valid),
                (valid ? "valid: signed by " : "not valid: not signed by ") + signer);
        return valid ? ExitCode.OK : ExitCode.DIFFERS;
    }

    private AccountId signer() {
        if (address == null) {
            return wallet.account(key)
                    .orElseThrow(() ->
                            new UsageException("the account of " + wallet.file(key) + " is not known: give --address"));
        }
        try {
            return AccountId.fromSs58(address);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--address: " + e.getMessage());
        }
    }

    private static byte[] wrapped(byte[] message) {
        byte[] begin = "<Bytes>".getBytes(StandardCharsets.US_ASCII);
        byte[] end = "</Bytes>".getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[begin.length + message.length + end.length];
        System.arraycopy(begin, 0, whole, 0, begin.length);
        System.arraycopy(message, 0, whole, begin.length, message.length);
        System.arraycopy(end, 0, whole, begin.length + message.length, end.length);
        return whole;
    }
}
