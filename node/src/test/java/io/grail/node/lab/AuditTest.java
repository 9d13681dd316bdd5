package io.grail.node.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.chain.Chain;
import io.grail.chain.local.LocalChain;
import io.grail.chain.local.Pace;
import io.grail.learning.data.Dataset;
import io.grail.learning.device.Device;
import io.grail.learning.model.LanguageModel;
import io.grail.node.audit.Auditor;
import io.grail.node.audit.BucketArtifacts;
import io.grail.node.audit.LossAudit;
import io.grail.node.audit.WindowReport;
import io.grail.node.home.CommittedLocation;
import io.grail.node.home.RunFolder;
import io.grail.node.home.Seat;
import io.grail.node.sync.PeerBuckets;
import io.grail.protocol.audit.Artifacts;
import io.grail.protocol.audit.Discrepancy;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.compress.Codec;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.state.Genesis;
import io.grail.protocol.state.LlamaLayout;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import io.grail.storage.Buckets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One run, of which everything is replayed from what lies in the buckets. */
class AuditTest {
    /** Flips of one byte tried for each kind of artifact. */
    private static final int FLIPS = Integer.getInteger("grail.audit.flips", 8);

    @TempDir
    static Path folder;

    private static RunConfig run;
    private static Chain chain;
    private static PeerBuckets buckets;
    private static Artifacts artifacts;

    @BeforeAll
    static void runOnce() throws InterruptedException {
        MiniRun mini = new MiniRun(folder, 3, 2);
        assertThat(mini.run(new Window(4))).isEmpty();
        run = mini.config();
        chain = LocalChain.open(
                mini.folder.chain(), LocalSubnet.ledgerConfig(run), new Pace.WallClock(1_000, InstantSource.system()));
        buckets = new PeerBuckets(chain, text -> Buckets.readOnly(CommittedLocation.resolve(text, mini.folder)));
        long payload = new Codec(LlamaLayout.of(run.model()), run.compression()).maxPayloadBytes();
        artifacts = new BucketArtifacts(RunId.of(run), buckets, payload);
    }

    @AfterAll
    static void close() {
        buckets.close();
        chain.close();
    }

    @Test
    void everythingOfAnHonestRunIsEqual() {
        List<WindowReport> reports = audit(artifacts);

        assertThat(reports).hasSize(4);
        for (WindowReport report : reports) {
            assertThat(report.discrepancies()).isEmpty();
            assertThat(report.scorecards()).isEqualTo(2);
            assertThat(report.updates()).isEqualTo(6);
            assertThat(report.merged()).isBetween(1, 3);
        }
    }

    @Test
    void theLossesComeOutAgain() throws Exception {
        try (Dataset data = new RunPreparation(new RunFolder(folder)).dataset(run);
                LanguageModel model = LanguageModel.create(run.model(), Device.named("cpu"))) {
            LossAudit losses = new LossAudit(run, data, model, ParallelFor.SEQUENTIAL);
            assertThat(audit(artifacts, losses))
                    .hasSize(4)
                    .allSatisfy(report -> assertThat(report.discrepancies()).isEmpty());
        }
    }

    @Test
    void aLossOfAnotherModelIsNamed() throws Exception {
        try (Dataset data = new RunPreparation(new RunFolder(folder)).dataset(run);
                LanguageModel model = LanguageModel.create(run.model(), Device.named("cpu"))) {
            LossAudit losses = new LossAudit(run, data, model, ParallelFor.SEQUENTIAL);
            Parameters other = Genesis.parameters(run.model(), 1 + run.run().seed(), ParallelFor.SEQUENTIAL);
            List<WindowReport> reports =
                    audit(artifacts, (facts, outcome, theta) -> losses.measure(facts, outcome, other));
            assertThat(reports.getFirst().discrepancies())
                    .anySatisfy(
                            d -> assertThat(d.field()).contains(".evidence.").endsWith("Before"));
        }
    }

    enum Kind {
        ENVELOPE,
        PAYLOAD,
        OPENING,
        MANIFEST,
        SCORECARD,
        BLOB
    }

    @ParameterizedTest
    @EnumSource
    void anyByteFlippedInAnyArtifactIsNamed(Kind kind) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < FLIPS; i++) {
            Flip flip = new Flip(artifacts, kind, new Window(1 + random.nextInt(4)), random.nextInt(3), random);
            List<Discrepancy> found = audit(flip).stream()
                    .flatMap(report -> report.discrepancies().stream())
                    .toList();

            assertThat(flip.flipped).as("seed %d, flip %d", seed, i).isNotEmpty();
            assertThat(found)
                    .as("seed %d, flip %d of %s", seed, i, flip.flipped)
                    .isNotEmpty()
                    .anySatisfy(d -> assertThat(d.artifact()).contains(flip.flipped));
        }
    }

    private static List<WindowReport> audit(Artifacts seen) {
        return audit(seen, Auditor.Losses.UNMEASURED);
    }

    private static List<WindowReport> audit(Artifacts seen, Auditor.Losses losses) {
        List<WindowReport> reports = new ArrayList<>();
        OuterState genesis = OuterState.before(
                Genesis.parameters(run.model(), run.run().seed(), ParallelFor.SEQUENTIAL), run.outer());
        new Auditor(run, chain, seen, ParallelFor.SEQUENTIAL, losses).audit(genesis, reports::add);
        return reports;
    }

    /** The same artifacts, of which one byte of one is another. */
    private static final class Flip implements Artifacts {
        private final Artifacts real;
        private final Kind kind;
        private final Window window;
        private final Hotkey miner;
        private final Hotkey validator;
        private final double place;
        private final int mask;
        private String flipped = "";

        Flip(Artifacts real, Kind kind, Window window, int miner, Random random) {
            this.real = real;
            this.kind = kind;
            this.window = window;
            this.miner = Seat.development("miner-" + miner).account();
            this.validator = Seat.development("validator-" + (kind == Kind.SCORECARD ? miner % 2 : 0))
                    .account();
            this.place = random.nextDouble();
            this.mask = 1 + random.nextInt(255);
        }

        @Override
        public Optional<byte[]> envelope(Window w, Hotkey hotkey) {
            return change(Kind.ENVELOPE, w, hotkey, "envelope-" + hotkey, real.envelope(w, hotkey));
        }

        @Override
        public Optional<byte[]> payload(Window w, Hotkey hotkey) {
            return change(Kind.PAYLOAD, w, hotkey, "payload-" + hotkey, real.payload(w, hotkey));
        }

        @Override
        public Optional<byte[]> opening(Window w, Hotkey hotkey) {
            return change(Kind.OPENING, w, hotkey, "opening-" + hotkey, real.opening(w, hotkey));
        }

        @Override
        public Optional<byte[]> manifest(Window w, Hotkey hotkey) {
            return change(Kind.MANIFEST, w, hotkey, "manifest-" + hotkey, real.manifest(w, hotkey));
        }

        @Override
        public Optional<byte[]> scorecard(Window w, Hotkey hotkey) {
            return change(Kind.SCORECARD, w, hotkey, "scorecard-" + hotkey, real.scorecard(w, hotkey));
        }

        /** The first one that is asked for. */
        @Override
        public Optional<byte[]> blob(Hash hash, Hotkey hotkey) {
            String name = "blob " + hash;
            return flipped.isEmpty() || flipped.equals(name)
                    ? change(Kind.BLOB, window, validator, name, real.blob(hash, hotkey))
                    : real.blob(hash, hotkey);
        }

        private Optional<byte[]> change(Kind of, Window w, Hotkey owner, String name, Optional<byte[]> bytes) {
            boolean chosen = of == kind && w.equals(window) && (owner.equals(miner) || owner.equals(validator));
            if (!chosen || bytes.isEmpty()) {
                return bytes;
            }
            flipped = name;
            byte[] changed = bytes.get().clone();
            changed[(int) (place * changed.length)] ^= (byte) mask;
            return Optional.of(changed);
        }
    }
}
