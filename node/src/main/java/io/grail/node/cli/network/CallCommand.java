package io.grail.node.cli.network;

import io.grail.chain.CallRefusedException;
import io.grail.chain.substrate.value.Value;
import io.grail.chain.subtensor.RuntimeCall;
import io.grail.chain.subtensor.SubtensorChain;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.UsageException;
import io.grail.node.cli.wallet.Answers;
import io.grail.node.cli.wallet.KeyKind;
import io.grail.protocol.identity.AccountId;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grail network call}: any call that the runtime has. */
@Command(
        name = "call",
        mixinStandardHelpOptions = true,
        description = {
            "Signs and submits any call of the runtime, by its names, and waits until it is finalized. A value is a number,",
            "true or false, an address, or 0x and hexadecimal digits.",
            "  grail network call SubtensorModule.start_call netuid=2 --wallet-name owner"
        })
final class CallCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PALLET.CALL")
    String name = "";

    @Parameters(index = "1..*", paramLabel = "NAME=VALUE")
    Map<String, String> arguments = new TreeMap<>();

    @Option(names = "--sudo", description = "as root; the chain takes that from its administrator alone")
    boolean sudo;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "coldkey",
            description = "who signs, coldkey or hotkey (default: ${DEFAULT-VALUE})")
    KeyKind key = KeyKind.COLDKEY;

    @Mixin
    NetworkOptions network = new NetworkOptions();

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Mixin
    Consent consent = new Consent();

    @Mixin
    Answers answers = new Answers();

    @Override
    public Integer call() throws InterruptedException {
        if (name.indexOf('.') < 1) {
            throw new UsageException("a call looks like SubtensorModule.start_call, got '" + name + "'");
        }
        Map<String, Value> values = new TreeMap<>();
        arguments.forEach((argument, text) -> values.put(argument, value(text)));
        try (SubtensorChain chain = network.connectAnywhere()) {
            consent.ask("Call " + name + " with " + arguments + (sudo ? " as root" : ""));
            long block = CallRefusedException.block(chain.submit(new RuntimeCall(name, values, sudo), keys.pair(key)));
            answers.give(
                    Answers.object().put("call", name).put("block", block), name + " took effect in block " + block);
        }
        return ExitCode.OK;
    }

    private static Value value(String text) {
        try {
            if (text.matches("-?\\d{1,40}")) {
                return Value.of(new BigInteger(text));
            }
            if (text.equals("true") || text.equals("false")) {
                return Value.of(Boolean.parseBoolean(text));
            }
            return Value.of(
                    text.startsWith("0x")
                            ? HexFormat.of().parseHex(text.substring(2))
                            : AccountId.fromSs58(text).bytes());
        } catch (IllegalArgumentException e) {
            throw new UsageException("'" + text + "' is no number, true, false, address or 0x…: " + e.getMessage());
        }
    }
}
