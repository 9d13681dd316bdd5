package io.grail.node.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.learning.device.Device;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.node.event.NodeEvent;
import io.grail.node.home.BucketHomes;
import io.grail.node.home.RunFolder;
import io.grail.node.home.Seat;
import io.grail.node.miner.Behaviour;
import io.grail.node.miner.Capture;
import io.grail.node.miner.MinerRole;
import io.grail.node.miner.Trainer;
import io.grail.node.miner.Turn;
import io.grail.node.sync.Bootstrap;
import io.grail.node.sync.CheckpointDescription;
import io.grail.node.sync.CheckpointDescription.Part;
import io.grail.node.sync.CheckpointFolder;
import io.grail.node.sync.CheckpointPointer;
import io.grail.node.sync.ForkedStateException;
import io.grail.node.sync.ManifestFollower;
import io.grail.node.sync.NodeContext;
import io.grail.node.sync.SharedModel;
import io.grail.protocol.artifact.Lineage;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that come late, come back, or find themselves elsewhere than the others. */
class JoiningTest {
    /** Windows that have passed when newcomers join; 200 for the figures in docs/performance.md. */
    private static final int WINDOWS = Integer.getInteger("grail.joining.windows", 22);

    private static final int SAVE_EVERY = 8;
    private static final Window LAST = new Window(4);

    @TempDir
    Path folder;

    @Test
    void aNewcomerCatchesUpFromACheckpointOrFromGenesisAndAKilledOneGoesOnWhereItWas() throws Exception {
        BucketHomes homes = BucketHomes.in(new RunFolder(folder));
        Newcomer fromCheckpoint = new Newcomer("from-checkpoint", true, 0);
        Newcomer fromGenesis = new Newcomer("from-genesis", false, 0);
        Newcomer killed = new Newcomer("killed", false, WINDOWS / 2);
        Window joins = new Window(WINDOWS + 1);
        List<Newcomer> newcomers = List.of(fromCheckpoint, fromGenesis, killed);
        List<Actor> actors =
                newcomers.stream().map(n -> n.joining(joins, homes)).toList();
        MiniRun mini = new MiniRun(folder, new SubnetPlan(2, 1, 1_000, true, false).with(actors), "")
                .with("run.windows", Integer.toString(WINDOWS + 3))
                .with("window.checkpointEvery", "10");
        assertThat(mini.run(new Window(WINDOWS + 3))).isEmpty();

        Map<Window, Set<Hash>> roots = roots(mini);
        for (Newcomer newcomer : newcomers) {
            Window arrived = newcomer.window.orElseThrow();
            assertThat(arrived).isGreaterThan(joins);
            assertThat(roots.get(arrived)).containsExactly(newcomer.root.orElseThrow());
        }
        long passed = fromGenesis.advanced();
        assertThat(passed).isGreaterThanOrEqualTo(WINDOWS);
        assertThat(fromCheckpoint.advanced()).isLessThan(12);
        assertThat(killed.advanced()).isBetween(passed, passed + SAVE_EVERY);
        assertThat(killed.events).anySatisfy(event -> assertThat(event).isInstanceOf(NodeEvent.Resumed.class));
        assertThat(killed.bytes).isLessThan(fromGenesis.bytes * (WINDOWS + SAVE_EVERY + 1) / WINDOWS);
        assertThat(fromGenesis.events)
                .filteredOn(NodeEvent.CatchingUp.class::isInstance)
                .hasSizeGreaterThanOrEqualTo(WINDOWS / SAVE_EVERY)
                .anySatisfy(event -> {
                    NodeEvent.CatchingUp told = (NodeEvent.CatchingUp) event;
                    assertThat(told.window()).isEqualTo(told.target());
                    assertThat(told.bytes()).isPositive();
                    assertThat(told.secondsLeft()).isZero();
                });
        if (System.getProperty("grail.joining.windows") != null) {
            newcomers.forEach(JoiningTest::print);
        }
    }

    @Test
    void aCheckpointThatLeavesTheWayTheChainDecidedIsRefusedWhoeverSignedIt() throws Exception {
        Newcomer newcomer = new Newcomer("newcomer", true, 0);
        MiniRun mini = with(newcomer, (node, model) -> {
            OuterState other = OuterState.plain(model.theta().copy());
            other.theta().values(0)[0] += 1;
            Lineage real = model.lineage();
            Lineage way = Lineage.at(real.firstWindow(), real.firstRoot());
            for (int i = 0; i < real.steps().size(); i++) {
                boolean end = i + 1 == real.steps().size();
                Hash next = end
                        ? other.root(node.workers())
                        : real.steps().get(i + 1).root();
                way = way.then(real.steps().get(i).manifest(), next);
            }
            publish(node, new SharedModel(other, way, node.workers()), "");
        });
        assertThat(mini.run(new Window(6))).isEmpty();
        assertThat(newcomer.events)
                .filteredOn(NodeEvent.CheckpointRefused.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(NodeEvent.CheckpointRefused.class, refused -> {
                    assertThat(refused.validator()).isEqualTo(FaultyLife.HOTKEY);
                    assertThat(refused.reason()).contains("leads to root");
                });
        assertTookTheHonestOne(mini, newcomer);
    }

    @Test
    void aCheckpointWithAMissingFileIsAskedForAgainAndThenLeft() throws Exception {
        Newcomer newcomer = new Newcomer("newcomer", true, 0);
        MiniRun mini = with(newcomer, (node, model) -> publish(node, model, "model.safetensors"));
        assertThat(mini.run(new Window(6))).isEmpty();
        assertThat(newcomer.events)
                .filteredOn(NodeEvent.CheckpointRefused.class::isInstance)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(((NodeEvent.CheckpointRefused) event).reason())
                        .isEqualTo("model.safetensors is not there"));
        assertTookTheHonestOne(mini, newcomer);
    }

    @Test
    void aNodeWhoseNumbersChangeInMemoryAndOnDiskRecoversFromACheckpoint() throws Exception {
        Behaviour cosmicRay = new Behaviour() {
            private boolean struck;

            @Override
            public Trainer.Result train(Turn turn, Training training) throws InterruptedException {
                Trainer.Result trained = training.from(turn.theta(), turn.samples());
                if (turn.window().number() == 4 && !struck) {
                    struck = true;
                    turn.theta().values(0)[0] += 1;
                }
                return trained;
            }
        };
        Actor victim = Actor.from(
                "victim",
                "miner",
                (node, last) -> new MinerRole(node, Device.named("cpu"), Capture.NONE, cosmicRay).run(last));
        MiniRun mini = new MiniRun(folder, new SubnetPlan(1, 1, 1_000, true, false).with(List.of(victim)), "");
        assertThat(mini.run(new Window(6))).isEmpty();
        assertThat(roots(mini)).containsKey(new Window(7));
        assertThat(roots(mini).values())
                .allSatisfy(distinct -> assertThat(distinct).hasSize(1));
        assertThat(told(mini, "victim", NodeEvent.Forked.class)).hasSize(1);
        assertThat(told(mini, "victim", NodeEvent.CheckpointTaken.class)).hasSize(1);
        NodeEvent.Recovered recovered =
                told(mini, "victim", NodeEvent.Recovered.class).getFirst();
        assertThat(recovered.window()).isEqualTo(new Window(4));
        assertThat(Path.of(recovered.evidence())).isDirectoryContaining("glob:**manifest");
        assertThat(told(mini, "victim", NodeEvent.UpdatePublished.class))
                .extracting(published -> published.window().number())
                .as("no window is trained twice")
                .doesNotHaveDuplicates()
                .contains(6L);
    }

    @Test
    void aMajorityThatLiesAboutARootIsFollowedByNobodyAndTheEvidenceIsKept() throws Exception {
        Actor liar = FaultyLife.with(5_000_000_000_000L, FaultyLife.lying((node, model) -> {
            Parameters some = model.theta().copy();
            byte[] payload = node.codec().compress(Parameters.zeros(some.layout()), some, node.workers());
            node.own().put(node.keys().blob(Hash.sha256(payload)), payload);
            var entry = new Manifest.Entry(Seat.development("miner-0").account(), Hash.sha256(payload), payload.length);
            byte[] lie = FaultyLife.manifest(node, model, List.of(entry), Hash.ZERO);
            node.own().put(node.keys().blob(Hash.sha256(lie)), lie);
            FaultyLife.publish(node, model.window(), lie);
            FaultyLife.anchor(node, model.window(), lie);
        }));
        MiniRun mini = new MiniRun(folder, new SubnetPlan(1, 1, 1_000, true, false).with(List.of(liar)), "");
        assertThat(mini.run(LAST)).containsInstanceOf(ForkedStateException.class);
        for (String node : List.of("miner-0", "validator-0")) {
            assertThat(told(mini, node, NodeEvent.ModelAdvanced.class)).isEmpty();
            assertThat(told(mini, node, NodeEvent.Forked.class))
                    .hasSizeGreaterThan(1)
                    .allSatisfy(forked -> assertThat(forked.expected()).isEqualTo(Hash.ZERO));
            assertThat(evidence(mini, node))
                    .isNotEmpty()
                    .allSatisfy(kept -> assertThat(kept)
                            .isDirectoryContaining("glob:**manifest")
                            .isDirectoryContaining("glob:**fork.json"));
        }
    }

    /** A run with a validator of most stake that proposes nothing, and puts checkpoints of its own making. */
    private MiniRun with(Newcomer newcomer, FaultyLife.Lie checkpoint) {
        Actor faulty = FaultyLife.with(5_000_000_000_000L, (node, last) -> {
            SharedModel model = new Bootstrap(node).genesis();
            ManifestFollower follower = new ManifestFollower(node);
            for (Window window = new Window(2); window.compareTo(last) <= 0; window = window.next()) {
                follower.advanceTo(window, model);
                checkpoint.tell(node, model);
            }
        });
        Actor joining = newcomer.joining(new Window(5), BucketHomes.in(new RunFolder(folder)));
        return new MiniRun(folder, new SubnetPlan(1, 1, 1_000, true, false).with(List.of(faulty, joining)), "")
                .with("window.checkpointEvery", "1");
    }

    private void assertTookTheHonestOne(MiniRun mini, Newcomer newcomer) {
        assertThat(newcomer.events)
                .filteredOn(NodeEvent.CheckpointTaken.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        NodeEvent.CheckpointTaken.class,
                        taken -> assertThat(taken.validator())
                                .isEqualTo(Seat.development("validator-0").account()));
        assertThat(roots(mini).get(newcomer.window.orElseThrow())).containsExactly(newcomer.root.orElseThrow());
    }

    /** Puts a checkpoint without one of its files. */
    private static void publish(NodeContext node, SharedModel model, String without) {
        try (ScratchFolder scratch = ScratchFolder.make("checkpoint")) {
            Path staging = scratch.path();
            CheckpointDescription description = CheckpointFolder.write(
                    staging, node.run(), new ByteTokenizer(), model, node.seat().account(), Long.MAX_VALUE);
            String prefix = node.keys().checkpoint(model.window());
            for (Part part : description.parts()) {
                if (!part.name().equals(without)) {
                    node.own().putFile(prefix + part.name(), staging.resolve(part.name()));
                }
            }
            node.own()
                    .put(
                            prefix + CheckpointDescription.FILE,
                            description.sign(node.seat().hotkey()));
            node.own().put(node.keys().checkpointPointer(), CheckpointPointer.bytes(model.window()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> evidence(MiniRun mini, String node) throws IOException {
        try (Stream<Path> kept = Files.list(mini.folder.node(node).resolve("evidence"))) {
            return kept.toList();
        }
    }

    private static <E extends NodeEvent> List<E> told(MiniRun mini, String node, Class<E> kind) {
        return mini.events.stream()
                .filter(stamped -> stamped.node().equals(node) && kind.isInstance(stamped.event()))
                .map(stamped -> kind.cast(stamped.event()))
                .toList();
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

    private static void print(Newcomer n) {
        Optional<NodeEvent.CheckpointTaken> taken = n.events.stream()
                .filter(NodeEvent.CheckpointTaken.class::isInstance)
                .map(NodeEvent.CheckpointTaken.class::cast)
                .findFirst();
        System.out.printf(
                Locale.ROOT,
                "%-16s %4d windows %,12d bytes %8.2f s; of that the checkpoint %,10d bytes %6.2f s%n",
                n.name,
                n.advanced(),
                n.bytes,
                n.seconds,
                taken.map(NodeEvent.CheckpointTaken::bytes).orElse(0L),
                taken.map(NodeEvent.CheckpointTaken::seconds).orElse(0.0));
    }
}
