package io.grail.node.cli;

import io.grail.node.home.Seat;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.audit.Explanation;
import io.grail.protocol.identity.AccountId;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.window.Window;
import io.grail.protocol.window.WindowSchedule;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code grail explain}: what validators said of one miner, and by which rule. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Says what every validator found of one miner: what it measured or why it refused, every rule that struck",
            "with its value and its threshold, the standing and the pay that followed. Read from the scorecards."
        })
final class ExplainCommand implements Callable<Integer> {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "run",
            description = "the run's folder (default: ${DEFAULT-VALUE})")
    Path dir = Path.of("run");

    @Mixin
    RecordedChain chain = new RecordedChain();

    @Option(
            names = "--hotkey",
            paramLabel = "X",
            required = true,
            description = "an SS58 address, or the name of a node of a development network, e.g. miner-0")
    String hotkey = "";

    @Option(names = "--window", paramLabel = "W", description = "this window only (default: all)")
    @Nullable
    Long window;

    @Option(names = "--json", description = "one JSON object for each window and validator")
    boolean json;

    @Override
    public Integer call() {
        Hotkey miner = miner();
        boolean any = false;
        try (RecordedArtifacts recorded = RecordedArtifacts.open(dir, chain)) {
            WindowSchedule schedule = WindowSchedule.of(recorded.run());
            long head = recorded.chain().head().number();
            Window from = new Window(window == null ? recorded.run().run().startWindow() : window);
            Window to = window == null ? schedule.windowAt(head) : from;
            List<Hotkey> everybody = recorded.chain().metagraph(head).hotkeys();
            for (Window w = from; w.compareTo(to) <= 0; w = w.next()) {
                for (Hotkey validator : everybody) {
                    Optional<byte[]> bytes = recorded.artifacts().scorecard(w, validator);
                    if (bytes.isPresent() && Scorecard.parse(bytes.get()) instanceof Scorecard.Parsed.Genuine genuine) {
                        any |= print(genuine.scorecard(), miner);
                    }
                }
            }
        }
        if (!any) {
            throw new UsageException("no scorecard says anything of " + miner
                    + (window == null ? "" : " in window " + window) + ": is it a miner of this run?");
        }
        return ExitCode.OK;
    }

    private record Said(long window, String validator, String hotkey, List<String> says) {}

    private boolean print(Scorecard card, Hotkey miner) {
        List<String> lines = Explanation.of(card, miner);
        if (lines.isEmpty()) {
            return false;
        }
        Window w = card.scope().window();
        if (json) {
            Said said = new Said(w.number(), card.scope().validator().toString(), miner.toString(), lines);
            System.out.println(JsonMapper.builder().build().writeValueAsString(said));
        } else {
            System.out.println("window " + w + ", validator " + card.scope().validator());
            lines.forEach(line -> System.out.println("  " + line));
        }
        return true;
    }

    private Hotkey miner() {
        try {
            return Seat.isName(hotkey) ? Seat.development(hotkey).account() : new Hotkey(AccountId.fromSs58(hotkey));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "--hotkey takes an SS58 address or a node's name, got '" + hotkey + "': " + e.getMessage());
        }
    }
}
