package io.grail.node.cli.network;

import io.grail.chain.Call;
import io.grail.chain.CallRefusedException;
import io.grail.chain.Metagraph;
import io.grail.chain.Neuron;
import io.grail.chain.subtensor.SubtensorChain;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.UsageException;
import io.grail.node.cli.wallet.Answers;
import io.grail.node.cli.wallet.KeyKind;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Uid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code grail weights}: shows who rewards whom, or sets the wallet's hotkey's weights. */
@Command(
        name = "weights",
        mixinStandardHelpOptions = true,
        description = {
            "Without UID=WEIGHT, shows the weights that a subnet's validators have set; with some, sets those of the",
            "wallet's hotkey. Weights are relative, from 0 to 65535: the chain scales the largest to 65535.",
            "  grail weights --netuid 2 1=2 5=1"
        })
public final class WeightsCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "UID=WEIGHT")
    private Map<Integer, Integer> wanted = new TreeMap<>();

    @Option(
            names = "--version-key",
            paramLabel = "N",
            defaultValue = "1",
            description = "of the software; the chain refuses one below its own (default: ${DEFAULT-VALUE})")
    private long versionKey = 1;

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Mixin
    private Answers answers = new Answers();

    @Override
    public Integer call() throws InterruptedException {
        try (SubtensorChain chain = network.connect()) {
            if (wanted.isEmpty()) {
                show(chain);
            } else {
                set(chain);
            }
        }
        return ExitCode.OK;
    }

    private void show(SubtensorChain chain) {
        Metagraph metagraph = chain.metagraph(chain.head().number());
        ObjectNode json = Answers.object().put("block", metagraph.block());
        ArrayNode all = json.putArray("weights");
        List<String> lines = new ArrayList<>();
        for (Neuron neuron : metagraph.validatorsByStake()) {
            SortedMap<Uid, Integer> row = chain.weights(neuron.uid());
            ObjectNode each = all.addObject().put("uid", neuron.uid().value());
            ObjectNode weights = each.putObject("weights");
            row.forEach((uid, weight) -> weights.put(uid.toString(), weight));
            lines.add("uid " + neuron.uid() + ", set in block " + neuron.lastUpdate() + ": "
                    + (row.isEmpty() ? "none" : row));
        }
        answers.give(json, lines.isEmpty() ? List.of("no neuron of this subnet has a permit") : lines);
    }

    private void set(SubtensorChain chain) throws InterruptedException {
        Call.SetWeights call = wanted();
        Keypair hotkey = keys.pair(KeyKind.HOTKEY);
        long block = CallRefusedException.block(chain.submit(call, hotkey));
        answers.give(
                Answers.object().put("hotkey", hotkey.account().ss58()).put("block", block),
                "weights set in block " + block);
    }

    private Call.SetWeights wanted() {
        SortedMap<Uid, Integer> weights = new TreeMap<>();
        try {
            wanted.forEach((uid, weight) -> weights.put(new Uid(uid), weight));
            return new Call.SetWeights(weights, versionKey);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
