package io.grail.node.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.Chain;
import io.grail.chain.local.LocalChain;
import io.grail.chain.local.Pace;
import io.grail.node.event.NodeEvent;
import io.grail.node.event.Phase;
import io.grail.node.home.ArtifactKeys;
import io.grail.node.home.Seat;
import io.grail.node.sync.Ballots;
import io.grail.node.sync.ForgottenWindowException;
import io.grail.protocol.artifact.Equivocation;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.Presets;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import io.grail.protocol.window.WindowSchedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which manifest counts when a validator stops, dawdles or lies. */
class ManifestChoiceTest {
    private static final Window SECOND = new Window(2);
    private static final Window LAST = new Window(4);
    /** More than either of two ordinary validators, which stake 4 and 2 · 10¹², and less than both. */
    private static final long LEAD = 5_000_000_000_000L;

    @TempDir
    Path folder;

    /** The reveal is over two blocks after the closing one. */
    @ParameterizedTest
    @CsvSource({"1, 3", "2, 3", "4, 4"})
    void honestLeadIsDecidedForAsSoonAsMostStakeHasAnchored(int validators, int blocks) throws Exception {
        MiniRun mini = new MiniRun(folder, 2, validators);

        assertThat(mini.run(LAST)).isEmpty();

        assertEveryWindowMerged(mini, LAST);
        WindowSchedule schedule = WindowSchedule.of(mini.config());
        assertThat(told(mini, NodeEvent.QuorumReport.class, "miner-0"))
                .hasSize(4)
                .allSatisfy(report -> {
                    assertThat(report.how()).isEqualTo("MAJORITY");
                    assertThat(report.block()
                                    - schedule.firstBlock(report.window().next()))
                            .isEqualTo(blocks);
                });
        assertThat(told(mini, NodeEvent.ManifestPublished.class, "validator-0")).hasSize(4);
    }

    @Test
    void leadThatVanishesCostsNoWindow() throws Exception {
        Window last = new Window(7);
        Set<Window> fatal = new TreeSet<>(Set.of(new Window(2), new Window(4), new Window(6)));
        MiniRun mini = mini(
                LEAD,
                FaultyLife.stoppedWhen(
                        merging(fatal),
                        node -> node.chain().awaitBlock(node.chain().head().number() + 6)));

        assertThat(mini.run(last)).isEmpty();

        assertThat(fatal).as("it was stopped three times").isEmpty();
        assertEveryWindowMerged(mini, last);
        for (long window : new long[] {2, 4, 6}) {
            assertThat(told(mini, NodeEvent.ManifestPublished.class, "validator-0"))
                    .extracting(NodeEvent.ManifestPublished::window)
                    .contains(new Window(window));
        }
        assertThat(told(mini, NodeEvent.WeightsSet.class, "validator-0"))
                .extracting(NodeEvent.WeightsSet::window)
                .containsExactlyElementsOf(windows(last));
    }

    @Test
    void whereMostStakeIsSilentTheLastBlockDecides() throws Exception {
        long most = 100_000_000_000_000L;
        MiniRun mini = mini(
                most, (node, last) -> node.chain().awaitBlock(node.schedule().lastAnchors(last)));

        assertThat(mini.run(LAST)).isEmpty();

        assertEveryWindowMerged(mini, LAST);
        WindowSchedule schedule = WindowSchedule.of(mini.config());
        assertThat(told(mini, NodeEvent.QuorumReport.class, "miner-0"))
                .hasSize(4)
                .allSatisfy(report -> {
                    assertThat(report.how()).isEqualTo("PLURALITY");
                    assertThat(report.block()).isEqualTo(schedule.lastAnchors(report.window()));
                    assertThat(report.silent()).containsExactly(FaultyLife.HOTKEY);
                });
    }

    @Test
    void whereAllValidatorsAreGoneTheModelStays() throws Exception {
        MiniRun mini = new MiniRun(folder, 2, 1);
        Predicate<NodeEvent> atMerging = merging(new TreeSet<>(Set.of(SECOND)));

        assertThat(mini.run(LAST, stamped -> {
                    if (stamped.node().equals("validator-0") && atMerging.test(stamped.event())) {
                        throw new IllegalStateException("gone for ever");
                    }
                }))
                .isPresent();

        Map<Window, Set<Hash>> roots = roots(mini);
        assertThat(roots).containsOnlyKeys(new Window(2), new Window(3), new Window(4), new Window(5));
        assertThat(roots.values())
                .containsOnly(roots.get(SECOND))
                .allSatisfy(distinct -> assertThat(distinct).hasSize(1));
        assertThat(told(mini, NodeEvent.QuorumReport.class, "miner-1"))
                .extracting(NodeEvent.QuorumReport::how)
                .containsExactly("MAJORITY", "NOTHING", "NOTHING", "NOTHING");
    }

    @Test
    void leadThatWithholdsPayloadsIsPassedOver() throws Exception {
        MiniRun mini = mini(LEAD, FaultyLife.lying((node, model) -> {
            Hash nobodyHasIt = Hash.sha256(new byte[] {1});
            var entry = new Manifest.Entry(key("miner-0"), nobodyHasIt, 100);
            byte[] file = FaultyLife.manifest(node, model, List.of(entry), Hash.sha256(new byte[] {2}));
            FaultyLife.publish(node, model.window(), file);
            FaultyLife.anchor(node, model.window(), file);
        }));

        assertThat(mini.run(LAST)).isEmpty();

        assertEveryWindowMerged(mini, LAST);
        assertNobodyFollows(mini, RejectionCode.MISSING);
    }

    @Test
    void leadThatSignsAWrongRootIsNotEndorsed() throws Exception {
        MiniRun mini = mini(LEAD, FaultyLife.lying((node, model) -> {
            List<Manifest.Entry> entries = FaultyLife.entries(node, model.window());
            assertThat(entries).hasSize(2);
            byte[] file = FaultyLife.manifest(node, model, entries, Hash.sha256(new byte[] {2}));
            FaultyLife.publish(node, model.window(), file);
            FaultyLife.anchor(node, model.window(), file);
        }));

        assertThat(mini.run(LAST)).isEmpty();

        assertEveryWindowMerged(mini, LAST);
        assertNobodyFollows(mini, RejectionCode.DESYNCED);
    }

    @Test
    void leadThatMergesNothingAndDoesNotSayWhyIsNotEndorsed() throws Exception {
        MiniRun mini = mini(LEAD, FaultyLife.lying((node, model) -> {
            byte[] file = FaultyLife.manifest(node, model, List.of(), model.root());
            FaultyLife.publish(node, model.window(), file);
            FaultyLife.anchor(node, model.window(), file);
        }));

        assertThat(mini.run(LAST)).isEmpty();

        assertEveryWindowMerged(mini, LAST);
        assertNobodyFollows(mini, RejectionCode.MISSING);
    }

    @Test
    void equivocatorIsReportedWithEvidence() throws Exception {
        MiniRun mini = mini(LEAD, FaultyLife.lying((node, model) -> {
            Window window = model.window();
            byte[] one = FaultyLife.manifest(node, model, List.of(), model.root());
            byte[] other =
                    FaultyLife.manifest(node, model, FaultyLife.entries(node, window), Hash.sha256(new byte[] {2}));
            FaultyLife.publish(node, window, one);
            node.chain().awaitBlock(node.chain().head().number() + 2);
            FaultyLife.publish(node, window, other);
            FaultyLife.anchor(node, window, other);
        }));

        assertThat(mini.run(LAST)).isEmpty();

        assertThat(roots(mini).values())
                .allSatisfy(distinct -> assertThat(distinct).hasSize(1));
        for (String validator : List.of("validator-0", "validator-1")) {
            List<NodeEvent.Equivocated> told = told(mini, NodeEvent.Equivocated.class, validator);
            assertThat(told).extracting(NodeEvent.Equivocated::window).containsExactlyElementsOf(windows(LAST));
            for (NodeEvent.Equivocated event : told) {
                Path proof = mini.folder.bucket(validator).resolve(event.key());
                Manifest manifest =
                        Equivocation.parse(Files.readAllBytes(proof)).manifest();
                assertThat(manifest.validator()).isEqualTo(FaultyLife.HOTKEY).isEqualTo(event.validator());
                assertThat(manifest.window()).isEqualTo(event.window());
                assertThat(event.key()).isEqualTo(keys(mini).equivocation(event.window(), FaultyLife.HOTKEY));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {NodeEvent.ManifestPublished.class, NodeEvent.ManifestAnchored.class})
    void restartedLeadAnchorsTheSameManifest(Class<? extends NodeEvent> stoppedAt) throws Exception {
        boolean[] stopped = {false};
        Predicate<NodeEvent> once = event -> {
            boolean stop =
                    !stopped[0] && stoppedAt.isInstance(event) && window(event).equals(SECOND);
            stopped[0] |= stop;
            return stop;
        };
        MiniRun mini = mini(LEAD, FaultyLife.stoppedWhen(once, node -> {
            node.chain().awaitBlock(node.chain().head().number() + 1);
            // What it would choose now is not what it chose before.
            delete(folder.resolve("buckets/miner-0").resolve(node.keys().opening(SECOND, key("miner-0"))));
        }));

        assertThat(mini.run(LAST)).isEmpty();

        assertThat(stopped[0]).isTrue();
        assertEveryWindowMerged(mini, LAST);
        Path own = mini.folder.bucket(FaultyLife.NAME).resolve(keys(mini).manifest(SECOND, FaultyLife.HOTKEY));
        Hash anchored = Hash.sha256(Files.readAllBytes(own));
        assertThat(Manifest.parse(Files.readAllBytes(own)).entries()).hasSize(2);
        assertThat(told(mini, NodeEvent.QuorumReport.class, "miner-0").get(1).manifest())
                .isEqualTo(anchored.toString());
        assertThat(told(mini, NodeEvent.ManifestAnchored.class, FaultyLife.NAME))
                .filteredOn(event -> event.window().equals(SECOND))
                .extracting(NodeEvent.ManifestAnchored::manifest)
                .containsExactly(anchored);
        assertThat(told(mini, NodeEvent.Equivocated.class, "validator-0")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5, 1", "5, 2", "5, 6", "3, 2", "3, 6", "1, 1", "1, 4"})
    void threeValidatorsAgreeWhoeverIsSlow(long stake, int blocks) throws Exception {
        MiniRun mini = mini(stake * 1_000_000_000_000L, FaultyLife.late(blocks));

        assertThat(mini.run(LAST)).isEmpty();

        assertEveryWindowMerged(mini, LAST);
        for (String validator : List.of("validator-0", "validator-1", FaultyLife.NAME)) {
            assertThat(told(mini, NodeEvent.Equivocated.class, validator)).isEmpty();
        }
    }

    @Test
    void twoEqualRunsWithAVanishingLeadGiveEqualBytes() throws Exception {
        MiniRun[] runs = new MiniRun[2];
        for (int i = 0; i < runs.length; i++) {
            Predicate<NodeEvent> stop = merging(new TreeSet<>(Set.of(SECOND)));
            runs[i] = mini(
                    folder.resolve("run-" + i),
                    LEAD,
                    FaultyLife.stoppedWhen(
                            stop,
                            node -> node.chain().awaitBlock(node.chain().head().number() + 2)));
            assertThat(runs[i].run(LAST)).isEmpty();
        }
        assertThat(roots(runs[1])).isEqualTo(roots(runs[0]));
        assertThat(runs[1].folder.chain().resolve("blocks.log"))
                .hasSameBinaryContentAs(runs[0].folder.chain().resolve("blocks.log"));
    }

    @Test
    void windowThatTheChainForgotSaysWhatToDo() throws Exception {
        RunConfig run = Presets.named("tiny");
        try (LocalChain chain = LocalChain.open(folder, LocalSubnet.ledgerConfig(run), new Pace.Virtual(1_000));
                Chain node = chain.join("node")) {
            chain.start();
            node.awaitBlock(4_200);
            Ballots ballots = new Ballots(node, WindowSchedule.of(run));

            assertThat(ballots.tells(new Window(1))).isFalse();
            assertThat(ballots.tells(new Window(400))).isTrue();
            assertThatThrownBy(() -> ballots.of(new Window(1)))
                    .isInstanceOf(ForgottenWindowException.class)
                    .hasMessageContaining("window 1")
                    .hasMessageContaining("newer checkpoint");
        }
    }

    private MiniRun mini(long stake, Actor.Life life) {
        return mini(folder, stake, life);
    }

    private static MiniRun mini(Path folder, long stake, Actor.Life life) {
        SubnetPlan plan = new SubnetPlan(2, 2, 1_000, true, true).with(List.of(FaultyLife.with(stake, life)));
        return new MiniRun(folder, plan, "");
    }

    private static Window window(NodeEvent event) {
        return switch (event) {
            case NodeEvent.ManifestPublished e -> e.window();
            case NodeEvent.ManifestAnchored e -> e.window();
            case NodeEvent other -> throw new IllegalArgumentException("no window in " + other);
        };
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds once in each of {@code windows}, and takes it out, when its node begins to merge it. */
    private static Predicate<NodeEvent> merging(Set<Window> windows) {
        Window[] at = {new Window(1)};
        return event -> {
            switch (event) {
                case NodeEvent.ModelAdvanced e -> at[0] = e.window();
                case NodeEvent.Resumed e -> at[0] = e.window();
                case NodeEvent other -> {} // leaves the model as it is
            }
            return event.equals(new NodeEvent.PhaseEntered(Phase.MERGING)) && windows.remove(at[0]);
        };
    }

    private static void assertEveryWindowMerged(MiniRun mini, Window last) {
        Map<Window, Set<Hash>> roots = roots(mini);
        assertThat(roots).hasSize((int) last.number());
        assertThat(roots.values()).allSatisfy(distinct -> assertThat(distinct).hasSize(1));
        assertThat(told(mini, NodeEvent.ModelAdvanced.class, "miner-0"))
                .hasSize((int) last.number())
                // On four samples a validator does not always believe an honest miner.
                .allSatisfy(e -> assertThat(e.updates()).isBetween(1, 2));
    }

    private static void assertNobodyFollows(MiniRun mini, RejectionCode why) {
        for (String validator : List.of("validator-0", "validator-1")) {
            assertThat(told(mini, NodeEvent.ManifestRejected.class, validator))
                    .hasSize((int) LAST.number())
                    .allSatisfy(e -> {
                        assertThat(e.validator()).isEqualTo(FaultyLife.HOTKEY);
                        assertThat(e.rejection().code()).isEqualTo(why);
                    });
        }
        assertThat(told(mini, NodeEvent.QuorumReport.class, "miner-0")).allSatisfy(report -> {
            assertThat(report.how()).isEqualTo("MAJORITY");
            assertThat(report.against()).containsExactly(FaultyLife.HOTKEY);
            assertThat(report.supporters()).containsExactlyInAnyOrder(key("validator-0"), key("validator-1"));
        });
    }

    private static List<Window> windows(Window last) {
        return LongStream.rangeClosed(1, last.number()).mapToObj(Window::new).toList();
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

    private static <E extends NodeEvent> List<E> told(MiniRun mini, Class<E> kind, String node) {
        return mini.events.stream()
                .filter(stamped -> stamped.node().equals(node) && kind.isInstance(stamped.event()))
                .map(stamped -> kind.cast(stamped.event()))
                .toList();
    }

    private static ArtifactKeys keys(MiniRun mini) {
        return new ArtifactKeys(RunId.of(mini.config()));
    }

    private static Hotkey key(String name) {
        return Seat.development(name).account();
    }
}
