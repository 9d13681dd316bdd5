package io.grail.node.cli.network;

import io.grail.chain.subtensor.Subnet;
import io.grail.chain.subtensor.SubtensorChain;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.UsageException;
import io.grail.node.cli.wallet.Answers;
import io.grail.protocol.window.Block;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** {@code grail network status}: a network, and one of its subnets. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows which chain the endpoints serve, its newest finalized block, and with --netuid a subnet.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    NetworkOptions network = new NetworkOptions();

    @Mixin
    Answers answers = new Answers();

    @Override
    public Integer call() {
        try (SubtensorChain chain = network.connectAnywhere()) {
            Block head = chain.head();
            ObjectNode json = Answers.object()
                    .put("chain", chain.description())
                    .put("genesis", chain.genesis())
                    .put("block", head.number())
                    .put("hash", head.hash().toString())
                    .put("timestampMillis", head.timestampMillis())
                    .put("subnets", chain.owners().size());
            List<String> lines = new ArrayList<>(List.of(
                    json.get("chain").asString() + " at " + chain.endpoint(),
                    "genesis    0x" + chain.genesis(),
                    "finalized  block " + head.number() + " of " + Instant.ofEpochMilli(head.timestampMillis()),
                    "subnets    " + json.get("subnets").asInt() + " besides the root"));
            if (network.netuid != null) {
                Subnet subnet = chain.subnet()
                        .orElseThrow(() -> new UsageException("this network has no subnet " + network.netuid));
                json.set("subnet", json(subnet));
                lines.addAll(lines(subnet));
            }
            answers.give(json, lines);
        }
        return ExitCode.OK;
    }

    private static ObjectNode json(Subnet subnet) {
        Subnet.WeightRules weights = subnet.weights();
        return Answers.object()
                .put("netuid", subnet.netuid())
                .put("neurons", subnet.neurons())
                .put("maxNeurons", subnet.maxNeurons())
                .put("tempo", subnet.tempo())
                .put("blocksSinceEpoch", subnet.blocksSinceEpoch())
                .put("burnRao", subnet.burnRao())
                .put("immunity", subnet.immunity())
                .put("weightsRateLimit", weights.rateLimit())
                .put("weightsVersionKey", weights.versionKey())
                .put("minWeights", weights.least())
                .put("commitReveal", weights.commitReveal());
    }

    private static List<String> lines(Subnet subnet) {
        Subnet.WeightRules weights = subnet.weights();
        return List.of(
                "subnet " + subnet.netuid() + "   " + subnet.neurons() + " of " + subnet.maxNeurons()
                        + " slots taken; one costs " + Tokens.of(subnet.burnRao()) + " and is immune for "
                        + subnet.immunity() + " blocks",
                "epoch      every " + subnet.tempo() + " blocks, " + subnet.blocksSinceEpoch() + " since the last",
                "weights    every " + weights.rateLimit() + " blocks, version key " + weights.versionKey()
                        + " or above, " + weights.least() + " uids or more, "
                        + (weights.commitReveal() ? "only as timelocked commitments" : "in the open"));
    }
}
