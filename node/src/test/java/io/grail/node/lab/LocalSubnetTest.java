package io.grail.node.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.learning.checkpoint.ParameterFile;
import io.grail.node.event.NodeEvent;
import io.grail.node.event.Phase;
import io.grail.node.event.Stamped;
import io.grail.node.home.ArtifactKeys;
import io.grail.node.home.Snapshots;
import io.grail.protocol.artifact.EvaluationSecret;
import io.grail.protocol.artifact.Scorecard;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Assessment;
import io.grail.protocol.incentive.Standings;
import io.grail.protocol.incentive.Weights;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalSubnetTest {
    private static final Window LAST = new Window(4);
    private static final String MOMENTUM = "[outer]\nnesterov = 0.9\n";

    /** //Alice, to whom falls what is burned. */
    private static final Hotkey OWNER = Hotkey.fromSs58("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");

    @TempDir
    Path folder;

    @Test
    void aWholeSubnetTrainsAgreesAndPaysEveryHonestMiner() throws Exception {
        MiniRun mini = new MiniRun(folder, 3, 2);
        assertThat(mini.run(LAST)).isEmpty();
        Map<Window, Set<Hash>> roots = roots(mini);
        assertThat(roots).containsOnlyKeys(new Window(2), new Window(3), new Window(4), new Window(5));
        assertThat(roots.values()).allSatisfy(distinct -> assertThat(distinct).hasSize(1));
        assertThat(roots.values().stream().flatMap(Set::stream).distinct()).hasSize(4);
        assertThat(advancesPerNode(mini).values()).containsOnly(4);
        Set<Hotkey> paid = new HashSet<>();
        mini.events.forEach(stamped -> {
            if (stamped.event() instanceof NodeEvent.WeightsSet set) {
                set.weights().forEach(line -> paid.add(line.hotkey()));
            }
        });
        assertThat(paid).contains(key("miner-0"), key("miner-1"), key("miner-2"));
        assertThat(validationLosses(mini).lastEntry().getValue())
                .isLessThan(validationLosses(mini).firstEntry().getValue());
    }

    @Test
    void aCaptureIsWhatTheUpdateWasSelectedFrom() throws Exception {
        MiniRun mini = new MiniRun(folder, 1, 1);
        assertThat(mini.run(LAST)).isEmpty();
        RunConfig run = mini.config();
        Codec codec = new Codec(LlamaLayout.of(run.model()), run.compression());
        ArtifactKeys keys = new ArtifactKeys(RunId.of(run));
        Path captures = mini.folder.capture("miner-0");
        assertThat(captures.toFile().list())
                .containsExactlyInAnyOrder("w1.safetensors", "w2.safetensors", "w4.safetensors");
        for (int window : new int[] {1, 2, 4}) {
            Parameters captured = ParameterFile.read(captures.resolve("w" + window + ".safetensors"), codec.layout());
            byte[] again = codec.compress(Parameters.zeros(codec.layout()), captured, ParallelFor.SEQUENTIAL);
            assertThat(mini.folder.bucket("validator-0").resolve(keys.blob(Hash.sha256(again))))
                    .hasBinaryContent(again);
        }
    }

    @Test
    void eachScorecardFollowsFromItsEvidenceAndTheScorecardBeforeIt() throws Exception {
        MiniRun mini = new MiniRun(folder, 2, 2);
        assertThat(mini.run(LAST)).isEmpty();
        Set<Hotkey> everybody = Set.of(key("miner-0"), key("miner-1"), key("validator-0"), key("validator-1"));
        for (String validator : List.of("validator-0", "validator-1")) {
            Standings standings = Standings.empty();
            for (Window window = new Window(1); window.compareTo(LAST) <= 0; window = window.next()) {
                Scorecard card = scorecard(mini, window, validator);
                if (card.basis().previous().map(Scorecard.Previous::paid).orElse(false)) {
                    standings = standings.paid();
                }
                Assessment again =
                        standings.after(card.evidence(everybody), mini.config().incentive());
                assertThat(card.verdicts()).isEqualTo(again.verdicts()).hasSize(2);
                assertThat(card.weights())
                        .isEqualTo(Weights.of(again.standings(), mini.config().incentive(), Optional.of(OWNER))
                                .toU16());
                assertThat(card.sightings()).hasSize(2);
                standings = again.standings();
            }
        }
    }

    @Test
    void aSecretIsTheOneThatWasCommittedToAWindowBefore() throws Exception {
        MiniRun mini = new MiniRun(folder, 1, 2);
        assertThat(mini.run(LAST)).isEmpty();
        for (Window window = new Window(1); window.compareTo(LAST) < 0; window = window.next()) {
            Hash committed = scorecard(mini, window, "validator-1").basis().nextSecret();
            Hash shown = scorecard(mini, window.next(), "validator-1").basis().secret();
            assertThat(EvaluationSecret.commitment(shown)).isEqualTo(committed);
            assertThat(scorecard(mini, window.next(), "validator-0").basis().secret())
                    .isNotEqualTo(shown);
        }
    }

    @Test
    void twoEqualRunsGiveEqualBytes() throws Exception {
        MiniRun one = new MiniRun(folder.resolve("one"), 2, 2);
        MiniRun other = new MiniRun(folder.resolve("other"), 2, 2);
        assertThat(one.run(LAST)).isEmpty();
        assertThat(other.run(LAST)).isEmpty();
        assertThat(scores(other)).isEqualTo(scores(one));
        assertThat(roots(other)).isEqualTo(roots(one));
        assertThat(weights(other)).isEqualTo(weights(one));
        assertThat(other.folder.chain().resolve("blocks.log"))
                .hasSameBinaryContentAs(one.folder.chain().resolve("blocks.log"));
    }

    @ParameterizedTest
    @EnumSource(names = {"TRAINING", "COMPRESSING", "UPLOADING"})
    void aMinerStoppedInAnyPhaseGoesOnFromItsSnapshot(Phase phase) throws Exception {
        stopAndGoOn(entered("miner-0", phase));
    }

    @ParameterizedTest
    @EnumSource(names = {"GATHERING", "MERGING", "EVALUATING", "PAYING"})
    void aLeadValidatorStoppedInAnyPhaseGoesOnFromItsSnapshot(Phase phase) throws Exception {
        stopAndGoOn(entered("validator-0", phase));
    }

    @Test
    void nodesGoOnWithOuterMomentumFromASnapshotOrACheckpointAsIfTheyHadRunThrough() throws Exception {
        MiniRun through = new MiniRun(folder.resolve("through"), 2, 2, MOMENTUM);
        assertThat(through.run(LAST)).isEmpty();
        MiniRun halted = new MiniRun(folder.resolve("halted"), 2, 2, MOMENTUM);
        assertThat(halted.run(new Window(2))).isEmpty();
        delete(halted.folder.node("validator-1"));
        assertThat(halted.run(LAST)).isEmpty();
        assertThat(roots(halted)).isEqualTo(roots(through));
        assertThat(roots(halted).values())
                .hasSize(4)
                .allSatisfy(distinct -> assertThat(distinct).hasSize(1));
        assertThat(advancesPerNode(halted).values())
                .as("nobody began at genesis again")
                .containsOnly(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.safetensors", "outer-momentum.safetensors"})
    void aNodeWhoseSnapshotHasAFlippedBitSaysSoKeepsTheEvidenceAndRecovers(String file) throws Exception {
        MiniRun mini = new MiniRun(folder, 2, 1, MOMENTUM);
        assertThat(mini.run(new Window(2))).isEmpty();
        flipOneBit(new Snapshots(mini.folder.node("miner-1"))
                .current()
                .orElseThrow()
                .resolve(file));
        mini.events.clear();
        assertThat(mini.run(LAST)).isEmpty();
        NodeEvent.Forked forked = only(mini, "miner-1", NodeEvent.Forked.class);
        NodeEvent.Recovered recovered = only(mini, "miner-1", NodeEvent.Recovered.class);
        assertThat(Path.of(recovered.evidence()).resolve("fork.json"))
                .content()
                .contains(forked.expected().toString(), forked.computed().toString());
        assertThat(roots(mini)).containsKey(LAST.next());
        assertThat(roots(mini).values())
                .allSatisfy(distinct -> assertThat(distinct).hasSize(1));
        assertThat(mini.events).anySatisfy(stamped -> {
            assertThat(stamped.node()).isEqualTo("miner-1");
            assertThat(stamped.event()).isInstanceOf(NodeEvent.UpdatePublished.class);
        });
    }

    private static <E extends NodeEvent> E only(MiniRun mini, String node, Class<E> kind) {
        List<E> found = mini.events.stream()
                .filter(stamped -> stamped.node().equals(node) && kind.isInstance(stamped.event()))
                .map(stamped -> kind.cast(stamped.event()))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    void aNodeThatFindsGarbageInACheckpointBeginsAtGenesis() throws Exception {
        MiniRun mini = new MiniRun(folder, 2, 1);
        assertThat(mini.run(new Window(2))).isEmpty();
        delete(mini.folder.node("miner-1"));
        List<Path> weights;
        try (Stream<Path> files = Files.walk(mini.folder.bucket("validator-0"))) {
            weights = files.filter(file -> file.endsWith("model.safetensors")).toList();
        }
        assertThat(weights).isNotEmpty();
        for (Path file : weights) {
            Files.writeString(file, "no tensors");
        }
        assertThat(mini.run(LAST)).isEmpty();
        assertThat(roots(mini).values())
                .allSatisfy(distinct -> assertThat(distinct).hasSize(1));
    }

    @Test
    void nodesGoOnFromWhatTheVersionBeforeLeft() throws Exception {
        MiniRun mini = new MiniRun(folder, 2, 1);
        assertThat(mini.run(new Window(2))).isEmpty();
        Hash left = roots(mini).getOrDefault(new Window(3), Set.of()).iterator().next();
        for (String node : List.of("miner-0", "miner-1", "validator-0")) {
            Files.delete(mini.folder.node(node).resolve("version"));
            Files.delete(new Snapshots(mini.folder.node(node))
                    .current()
                    .orElseThrow()
                    .resolve("lineage"));
        }
        mini.events.clear();

        assertThat(mini.run(LAST)).isEmpty();

        assertThat(only(mini, "miner-1", NodeEvent.Resumed.class))
                .isEqualTo(new NodeEvent.Resumed(new Window(3), left));
        assertThat(roots(mini))
                .hasSize(2)
                .allSatisfy((_, distinct) -> assertThat(distinct).hasSize(1));
        assertThat(mini.folder.node("validator-0").resolve("version")).hasContent("2");
    }

    private void stopAndGoOn(Predicate<Stamped> stopAt) throws Exception {
        MiniRun mini = new MiniRun(folder, 2, 2);
        mini.runUntil(stopAt);
        assertThat(mini.run(LAST)).isEmpty();
        Map<Window, Set<Hash>> roots = roots(mini);
        assertThat(roots).containsKey(LAST.next());
        assertThat(roots.values()).allSatisfy(distinct -> assertThat(distinct).hasSize(1));
    }

    /** The node enters {@code phase} when its model is that of window 2. */
    private static Predicate<Stamped> entered(String node, Phase phase) {
        Window[] at = {new Window(1)};
        return stamped -> {
            if (!stamped.node().equals(node)) {
                return false;
            }
            if (stamped.event() instanceof NodeEvent.ModelAdvanced advanced) {
                at[0] = advanced.window();
            }
            return at[0].number() >= 2
                    && stamped.event() instanceof NodeEvent.PhaseEntered entered
                    && entered.phase() == phase;
        };
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void flipOneBit(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 5] ^= 1;
        Files.write(file, bytes);
    }

    private static Map<Window, Set<Hash>> roots(MiniRun mini) {
        Map<Window, Set<Hash>> roots = new TreeMap<>();
        mini.events.forEach(stamped -> {
            if (stamped.event() instanceof NodeEvent.ModelAdvanced e) {
                roots.computeIfAbsent(e.window(), w -> new HashSet<>()).add(e.root());
            }
        });
        return roots;
    }

    private static Map<String, Integer> advancesPerNode(MiniRun mini) {
        Map<String, Integer> advances = new HashMap<>();
        mini.events.forEach(stamped -> {
            if (stamped.event() instanceof NodeEvent.ModelAdvanced) {
                advances.merge(stamped.node(), 1, Integer::sum);
            }
        });
        return advances;
    }

    private static NavigableMap<Window, Double> validationLosses(MiniRun mini) {
        NavigableMap<Window, Double> losses = new TreeMap<>();
        mini.events.forEach(stamped -> {
            if (stamped.event() instanceof NodeEvent.ValidationMeasured e) {
                losses.put(e.window(), e.nats());
            }
        });
        return losses;
    }

    private static Map<String, NodeEvent> scores(MiniRun mini) throws IOException {
        Map<String, NodeEvent> scores = new TreeMap<>();
        mini.events.forEach(stamped -> {
            if (stamped.event() instanceof NodeEvent.WindowScored e) {
                scores.put(stamped.node() + " " + e.window(), new NodeEvent.WindowScored(e.window(), e.scores(), 0));
            }
        });
        return scores;
    }

    private static Map<String, NodeEvent> weights(MiniRun mini) {
        Map<String, NodeEvent> weights = new TreeMap<>();
        mini.events.forEach(stamped -> {
            if (stamped.event() instanceof NodeEvent.WeightsSet e) {
                weights.put(stamped.node() + " " + e.window(), e);
            }
        });
        return weights;
    }

    private static Scorecard scorecard(MiniRun mini, Window window, String validator) throws IOException {
        ArtifactKeys keys = new ArtifactKeys(RunId.of(mini.config()));
        Path file = mini.folder.bucket(validator).resolve(keys.scorecard(window, key(validator)));
        return ((Scorecard.Parsed.Genuine) Scorecard.parse(Files.readAllBytes(file))).scorecard();
    }

    private static Hotkey key(String name) {
        return io.grail.node.home.Seat.development(name).account();
    }
}
