package io.grail.protocol.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.protocol.artifact.Scorecard.Parsed.Genuine;
import io.grail.protocol.artifact.Scorecard.Parsed.Refused;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.identity.Keypair;
import io.grail.protocol.incentive.Assessment;
import io.grail.protocol.incentive.Evidence;
import io.grail.protocol.incentive.Finding;
import io.grail.protocol.incentive.Likeness;
import io.grail.protocol.incentive.Rule;
import io.grail.protocol.incentive.Standings;
import io.grail.protocol.incentive.Verdict;
import io.grail.protocol.incentive.Weights;
import io.grail.protocol.incentive.WindowEvidence;
import io.grail.protocol.run.IncentiveConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ScorecardTest {
    private static final IncentiveConfig CONFIG =
            new IncentiveConfig(0.2, 16, 25, 25.0 / 3, 7, 0.1, 1, 0.95, 2, 0, 8, 4, 20, 0.5, 0.7, 0.95);
    private static final Keypair ALICE = Keypair.fromUri("//Alice");
    private static final Keypair BOB = Keypair.fromUri("//Bob");
    private static final int VALIDATOR_AT = 17 + 32 + 8 + 32;

    @Test
    void aScorecardIsReadBackAsItWasWritten() {
        Scorecard scorecard = scorecard(ALICE);
        assertThat(Scorecard.parse(scorecard.signed(ALICE))).isEqualTo(new Genuine(scorecard));
    }

    @Test
    void twoValidatorsWithTheSameEvidenceWriteTheSameBytesButForHotkeyAndSignature() {
        byte[] alice = scorecard(ALICE).signed(ALICE);
        byte[] bob = scorecard(BOB).signed(BOB);
        assertThat(scorecard(ALICE).signed(ALICE)).isEqualTo(alice);
        assertThat(alice).hasSameSizeAs(bob);
        for (byte[] bytes : new byte[][] {alice, bob}) {
            Arrays.fill(bytes, VALIDATOR_AT, VALIDATOR_AT + 32, (byte) 0);
            Arrays.fill(bytes, bytes.length - 64, bytes.length, (byte) 0);
        }
        assertThat(alice).isEqualTo(bob);
    }

    @Test
    void nobodySignsForAnother() {
        assertThatThrownBy(() -> scorecard(ALICE).signed(BOB)).isInstanceOf(IllegalArgumentException.class);
        Scorecard scorecard = scorecard(ALICE);
        byte[] forged = Arrays.copyOf(scorecard.body(), scorecard.body().length + 64);
        System.arraycopy(BOB.sign(scorecard.body()), 0, forged, scorecard.body().length, 64);
        assertThat(codeOf(forged)).isEqualTo(RejectionCode.BAD_SIGNATURE);
    }

    @Test
    void hostileBytesAreRefusedWithATypedReason() {
        byte[] bytes = scorecard(ALICE).signed(ALICE);
        assertThat(codeOf(new byte[Scorecard.MAX_BYTES + 1])).isEqualTo(RejectionCode.TOO_LARGE);
        assertThat(codeOf(new byte[0])).isEqualTo(RejectionCode.MALFORMED);
        assertThat(codeOf(Arrays.copyOf(bytes, bytes.length + 1))).isEqualTo(RejectionCode.MALFORMED);
        for (int length = 0; length < bytes.length; length += 7) {
            assertThat(codeOf(Arrays.copyOf(bytes, length))).isEqualTo(RejectionCode.MALFORMED);
        }
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            assertThat(codeOf(damaged)).as("seed %d", seed).isIn(RejectionCode.MALFORMED, RejectionCode.BAD_SIGNATURE);
        }
    }

    @Test
    void theFullestScorecardFits() {
        Verdict sample = assessment().verdicts().values().iterator().next();
        Evidence longest =
                new Evidence.Rejected(new Rejection(RejectionCode.MALFORMED, "a".repeat(300), "b".repeat(300)));
        Verdict fullest = new Verdict(
                longest,
                Optional.of(new Likeness(hotkey(1), 0.5, 0.5)),
                sample.standing(),
                Collections.nCopies(16, new Finding(Rule.ABSENT, 1, 1)),
                sample.score());
        TreeMap<Hotkey, Verdict> verdicts = new TreeMap<>();
        TreeMap<Hotkey, Integer> weights = new TreeMap<>();
        TreeMap<Hotkey, Sighting> sightings = new TreeMap<>();
        for (int i = 0; i < 256; i++) {
            verdicts.put(hotkey(i), fullest);
            weights.put(hotkey(i), 65_535);
            sightings.put(hotkey(i), seen(i).with(new Sighting.Seen(Hash.ZERO, i)));
        }
        Scorecard scorecard = new Scorecard(scope(ALICE), basis(), sightings, verdicts, weights);
        byte[] bytes = scorecard.signed(ALICE);
        assertThat(bytes.length).isLessThanOrEqualTo(Scorecard.MAX_BYTES);
        assertThat(Scorecard.parse(bytes)).isEqualTo(new Genuine(scorecard));
    }

    private static RejectionCode codeOf(byte[] bytes) {
        return switch (Scorecard.parse(bytes)) {
            case Genuine genuine -> throw new AssertionError("taken for genuine: " + genuine);
            case Refused refused -> refused.rejection().code();
        };
    }

    private static Scorecard scorecard(Keypair validator) {
        Assessment assessment = assessment();
        Weights weights = Weights.of(assessment.standings(), CONFIG, Optional.empty());
        TreeMap<Hotkey, Sighting> sightings = new TreeMap<>();
        sightings.put(hotkey(1), seen(1).with(new Sighting.Seen(Hash.ZERO, 12_000)));
        sightings.put(hotkey(2), seen(2));
        return new Scorecard(scope(validator), basis(), sightings, assessment.verdicts(), weights.toU16());
    }

    private static Assessment assessment() {
        Map<Hotkey, Evidence> byMiner = Map.of(
                hotkey(1), new Evidence.Evaluated(2, 1.9, 2.1, 2.0, 0.01),
                hotkey(2), new Evidence.Evaluated(2, 1.95, 2.1, 2.02, 0.02),
                hotkey(3), new Evidence.Rejected(new Rejection(RejectionCode.MISSING, "nothing", "an envelope")),
                hotkey(4), new Evidence.NotEvaluated("the device was lost"));
        return Standings.empty().after(WindowEvidence.of(new Window(7), byMiner, byMiner.keySet()), CONFIG);
    }

    private static Scorecard.Scope scope(Keypair validator) {
        return new Scorecard.Scope(new RunId(Hash.sha256()), new Window(7), Hash.ZERO, validator.hotkey());
    }

    private static Scorecard.Basis basis() {
        return new Scorecard.Basis(
                Optional.of(new Scorecard.Previous(new Window(6), Hash.sha256(), true)), Hash.ZERO, Hash.sha256());
    }

    private static Sighting seen(int millis) {
        return Sighting.of(new Sighting.Seen(Hash.sha256(), millis));
    }

    private static Hotkey hotkey(int index) {
        byte[] key = new byte[32];
        key[0] = (byte) index;
        return Hotkey.of(key);
    }
}
