package io.grail.node.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.learning.device.Device;
import io.grail.node.event.NodeEvent;
import io.grail.node.event.Stamped;
import io.grail.node.home.ArtifactKeys;
import io.grail.node.home.Seat;
import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Capture;
import io.grail.node.miner.MinerRole;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.node.sync.NodeContext;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.incentive.Finding;
import io.grail.protocol.incentive.Rule;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A majority that does harm: the median update shows none, and only the merge itself can be looked at. */
class QuarantineTest {
    private static final Window LAST = new Window(8);
    private static final Window TURN = new Window(6);
    private static final Seat LEAD = Seat.development("validator-0");

    @TempDir
    Path folder;

    @Test
    void aMergeThatMakesTheLossJumpIsNotProposedAndTheModelStaysAsItWas() throws InterruptedException {
        List<Actor> majority = IntStream.range(0, 4)
                .mapToObj(i -> Actor.from("poisoner-" + i, "poisoner", QuarantineTest::poison))
                .toList();
        SubnetPlan plan = new SubnetPlan(1, 2, 1_000, true, true).with(majority);
        MiniRun mini = new MiniRun(folder, plan, "")
                .with("outer.learningRate", "4.0")
                .with("inner.batch", "8")
                .with("incentive.evalSamples", "16");
        assertThat(mini.run(LAST)).isEmpty();
        mini.events.stream().map(Stamped::event).forEach(System.out::println);

        List<Manifest> manifests = manifests(mini);
        List<Manifest> quarantined = manifests.stream()
                .filter(manifest -> rules(manifest).anyMatch(Rule.QUARANTINED::equals))
                .toList();
        assertThat(quarantined).isNotEmpty().allSatisfy(manifest -> {
            assertThat(manifest.entries()).isEmpty();
            assertThat(manifest.rootAfter()).isEqualTo(manifest.rootBefore());
        });
        // Nobody merges anything else instead.
        assertThat(mini.events)
                .extracting(Stamped::event)
                .filteredOn(NodeEvent.ModelAdvanced.class::isInstance)
                .extracting(event -> ((NodeEvent.ModelAdvanced) event).root())
                .isSubsetOf(manifests.stream().map(Manifest::rootAfter).toList());
    }

    /** Works until the model is worth something, then sends the opposite. */
    private static void poison(NodeContext node, Window last) throws InterruptedException {
        Behaviour behaviour = new Behaviour() {
            @Override
            public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
                Trainer.Result trained = training.from(turn.theta(), turn.samples());
                for (int tensor = 0;
                        turn.window().compareTo(TURN) >= 0
                                && tensor < trained.pseudoGradient().layout().count();
                        tensor++) {
                    float[] values = trained.pseudoGradient().values(tensor);
                    for (int i = 0; i < values.length; i++) {
                        values[i] = -values[i];
                    }
                }
                return trained;
            }
        };
        new MinerRole(node, Device.named("cpu"), Capture.NONE, behaviour).run(last);
    }

    private static Stream<Rule> rules(Manifest manifest) {
        return manifest.excluded().values().stream().map(Finding::rule);
    }

    private static List<Manifest> manifests(MiniRun mini) {
        ArtifactKeys keys = new ArtifactKeys(RunId.of(mini.config()));
        return LongStream.rangeClosed(1, LAST.number())
                .mapToObj(number -> manifest(mini, keys, new Window(number)))
                .toList();
    }

    private static Manifest manifest(MiniRun mini, ArtifactKeys keys, Window window) {
        Path file = mini.folder.bucket(LEAD.name()).resolve(keys.manifest(window, LEAD.account()));
        try {
            return Manifest.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
