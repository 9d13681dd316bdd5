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
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.identity.Uid;
import java.time.Instant;
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
            "wallet's hotkey. Weights are relative, from 0 to 65535: the chain scales the largest to 65535. Where the",
            "subnet has commit-reveal they are committed timelocked, and the chain reveals them by itself.",
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
        SortedMap<Hotkey, List<Long>> locked = chain.lockedWeights();
        List<String> lines = new ArrayList<>();
        for (Neuron neuron : metagraph.validatorsByStake()) {
            SortedMap<Uid, Integer> row = chain.weights(neuron.uid());
            ObjectNode each = all.addObject().put("uid", neuron.uid().value());
            ObjectNode weights = each.putObject("weights");
            row.forEach((uid, weight) -> weights.put(uid.toString(), weight));
            List<Long> rounds = locked.getOrDefault(neuron.hotkey(), List.of());
            ArrayNode waiting = each.putArray("lockedToRounds");
            rounds.forEach(waiting::add);
            lines.add("uid " + neuron.uid() + ", set in block " + neuron.lastUpdate() + ": "
                    + (row.isEmpty() ? "none" : row)
                    + (rounds.isEmpty() ? "" : "; to be revealed with round " + rounds + " of drand"));
        }
        answers.give(json, lines.isEmpty() ? List.of("no neuron of this subnet has a permit") : lines);
    }

    private void set(SubtensorChain chain) throws InterruptedException {
        Call.SetWeights call = wanted();
        Keypair hotkey = keys.pair(KeyKind.HOTKEY);
        long block = CallRefusedException.block(chain.submit(call, hotkey));
        chain.awaitBlock(block);
        ObjectNode json =
                Answers.object().put("hotkey", hotkey.account().ss58()).put("block", block);
        boolean hidden =
                chain.subnet().map(subnet -> subnet.weights().commitReveal()).orElse(false);
        List<Long> rounds = hidden ? chain.lockedWeights().getOrDefault(hotkey.hotkey(), List.of()) : List.of();
        if (rounds.isEmpty()) {
            answers.give(json, "weights set in block " + block);
        } else {
            long round = rounds.getLast();
            answers.give(
                    json.put("lockedToRound", round),
                    "weights committed in block " + block + "; the chain reveals them by itself, with round " + round
                            + " of drand, out at "
                            + Instant.ofEpochMilli(network.beacon().publishedAt(round)));
        }
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
