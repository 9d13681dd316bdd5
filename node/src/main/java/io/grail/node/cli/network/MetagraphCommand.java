package io.grail.node.cli.network;

import io.grail.chain.Commitment;
import io.grail.chain.Metagraph;
import io.grail.chain.Neuron;
import io.grail.chain.subtensor.SubtensorChain;
import io.grail.node.cli.ExitCode;
import io.grail.node.cli.wallet.Answers;
import io.grail.protocol.identity.Hotkey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code grail metagraph}: who is on a subnet. */
@Command(
        name = "metagraph",
        mixinStandardHelpOptions = true,
        description = "Shows a subnet's neurons at the newest finalized block, with what they earn and committed.")
public final class MetagraphCommand implements Callable<Integer> {
    private static final String ROW = "%4s %-48s %16s %s %9s %9s %9s %16s %9s  %s";
    private static final double WHOLE = 65_535;

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private Answers answers = new Answers();

    @Override
    public Integer call() {
        try (SubtensorChain chain = network.connect()) {
            Metagraph metagraph = chain.metagraph(chain.head().number());
            Map<Hotkey, Commitment> commitments = chain.commitments(metagraph.block());
            ObjectNode json = Answers.object().put("block", metagraph.block());
            ArrayNode neurons = json.putArray("neurons");
            List<String> lines = new ArrayList<>();
            lines.add("subnet " + network.netuid() + " after block " + metagraph.block());
            lines.add(ROW.formatted(
                    "uid",
                    "hotkey",
                    "stake",
                    " ",
                    "consensus",
                    "incentive",
                    "dividends",
                    "emission",
                    "updated",
                    "bucket"));
            for (Neuron neuron : metagraph.neurons()) {
                Optional<String> location =
                        Optional.ofNullable(commitments.get(neuron.hotkey())).map(Commitment::location);
                neurons.add(json(neuron, location));
                lines.add(line(neuron, location));
            }
            answers.give(json, lines);
        }
        return ExitCode.OK;
    }

    private static String line(Neuron neuron, Optional<String> location) {
        return ROW.formatted(
                neuron.uid(),
                neuron.hotkey(),
                Tokens.of(neuron.stake()),
                neuron.validatorPermit() ? "V" : " ",
                fraction(neuron.consensus()),
                fraction(neuron.incentive()),
                fraction(neuron.dividends()),
                Tokens.of(neuron.emission()),
                neuron.lastUpdate(),
                location.map(MetagraphCommand::shown).orElse("-"));
    }

    private static String fraction(int u16) {
        return "%.5f".formatted(u16 / WHOLE);
    }

    /** A stranger's text, without what would move a terminal's cursor. */
    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static ObjectNode json(Neuron neuron, Optional<String> location) {
        ObjectNode node = Answers.object()
                .put("uid", neuron.uid().value())
                .put("hotkey", neuron.hotkey().ss58())
                .put("coldkey", neuron.coldkey().account().ss58())
                .put("stakeRao", neuron.stake())
                .put("validatorPermit", neuron.validatorPermit())
                .put("consensus", neuron.consensus())
                .put("incentive", neuron.incentive())
                .put("dividends", neuron.dividends())
                .put("validatorTrust", neuron.validatorTrust())
                .put("emissionRao", neuron.emission())
                .put("registeredAt", neuron.registeredAt())
                .put("lastUpdate", neuron.lastUpdate());
        location.ifPresent(text -> node.put("location", text));
        return node;
    }
}
