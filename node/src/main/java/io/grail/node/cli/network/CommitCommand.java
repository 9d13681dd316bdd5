package io.grail.node.cli.network;

import io.grail.chain.Call;
import io.grail.chain.CallRefusedException;
import io.grail.chain.Commitment;
import io.grail.chain.subtensor.SubtensorChain;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.UsageException;
import io.grail.node.cli.wallet.Answers;
import io.grail.node.cli.wallet.KeyKind;
import io.grail.protocol.identity.Keypair;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code grail commit}: where the wallet's hotkey keeps its bucket. */
@Command(
        name = "commit",
        mixinStandardHelpOptions = true,
        description = "Publishes on the chain where the hotkey's bucket is, readable for everybody; an anchor stays.")
public final class CommitCommand implements Callable<Integer> {
    @Parameters(paramLabel = "LOCATION", description = "at most 128 bytes")
    private String location = "";

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Mixin
    private Answers answers = new Answers();

    @Override
    public Integer call() throws InterruptedException {
        Keypair hotkey = keys.pair(KeyKind.HOTKEY);
        try (SubtensorChain chain = network.connect()) {
            Call.SetCommitment call = commitment(chain, hotkey);
            long block = CallRefusedException.block(chain.submit(call, hotkey));
            answers.give(
                    Answers.object()
                            .put("hotkey", hotkey.account().ss58())
                            .put("location", location)
                            .put("block", block),
                    "committed in block " + block);
        }
        return ExitCode.OK;
    }

    private Call.SetCommitment commitment(SubtensorChain chain, Keypair hotkey) {
        try {
            return new Call.SetCommitment(
                    location, chain.commitment(hotkey.hotkey()).flatMap(Commitment::anchor));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
