package io.grail.protocol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Evidence;
import io.grail.protocol.incentive.Rule;
import io.grail.protocol.incentive.Verdict;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run with every kind of fault in it is replayed to the letter, and no byte of it can be changed unseen. */
class RecordedRunTest {
    /** Flips of one byte tried for each kind of artifact. */
    private static final int FLIPS = Integer.getInteger("grail.audit.flips", 10);

    private static final RecordedSubnet SUBNET = new RecordedSubnet();
    private static final RecordedAudit AUDIT = new RecordedAudit(SUBNET);

    @Test
    void everythingIsEqual() {
        assertThat(AUDIT.from(new Window(1), SUBNET.artifacts)).isEmpty();
    }

    @Test
    void everyFaultIsInIt() {
        Set<RejectionCode> codes = EnumSet.noneOf(RejectionCode.class);
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        for (Window window : SUBNET.windows()) {
            for (Verdict verdict : SUBNET.scorecard(window, 0).verdicts().values()) {
                verdict.findings().forEach(finding -> rules.add(finding.rule()));
                if (verdict.evidence() instanceof Evidence.Rejected r) {
                    codes.add(r.rejection().code());
                }
            }
        }
        assertThat(codes)
                .containsExactlyInAnyOrder(
                        RejectionCode.MISSING,
                        RejectionCode.TOO_LATE,
                        RejectionCode.NOT_OPENED,
                        RejectionCode.MALFORMED,
                        RejectionCode.STATE_PROOF_FAILED,
                        RejectionCode.REPLAYED);
        assertThat(rules).contains(Rule.ABSENT, Rule.OFTEN_ABSENT, Rule.INVALID, Rule.OFTEN_INVALID, Rule.ALIKE);
        assertThat(rules).contains(Rule.EXILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"envelope", "payload", "opening", "manifest", "scorecard"})
    void anyByteFlippedInAnyArtifactIsNamed(String kind) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < FLIPS; i++) {
            Window window = SUBNET.windows().get(random.nextInt(SUBNET.windows().size()));
            List<String> keys = new ArrayList<>(SUBNET.artifacts.keys("w" + window + "/" + kind + "-"));
            keys.removeIf(key -> key.contains("payload") && isUnnamed(window, key));
            String key = keys.get(random.nextInt(keys.size()));
            String name = key.substring(key.indexOf('/') + 1);

            assertThat(AUDIT.of(window, flipped(key, random)))
                    .as("seed %d, flip %d of %s", seed, i, key)
                    .isNotEmpty()
                    .allSatisfy(d -> {
                        assertThat(d.window()).isEqualTo(window);
                        assertThat(d.artifact()).isEqualTo(name);
                        assertThat(d.field()).isIn(fields(kind));
                    });
        }
    }

    @Test
    void anyByteFlippedInAnyCopyIsNamed() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < FLIPS; i++) {
            List<String> keys = SUBNET.artifacts.keys("blob ");
            String key = keys.get(random.nextInt(keys.size()));
            Artifacts seen = flipped(key, random);

            assertThat(listing(key).stream().flatMap(window -> AUDIT.of(window, seen).stream()))
                    .as("seed %d, flip %d of %s", seed, i, key)
                    .isNotEmpty()
                    .allSatisfy(d -> assertThat(key).startsWith(d.artifact()));
        }
    }

    @Test
    void whatWasSeenAndIsGoneIsMissed() {
        Window window = new Window(3);
        for (String kind : List.of("envelope", "payload", "opening")) {
            String key = StoredArtifacts.key(window, kind, SUBNET.miner(0));
            assertThat(AUDIT.of(window, SUBNET.artifacts.without(key)))
                    .isNotEmpty()
                    .allSatisfy(d -> assertThat(d)
                            .hasToString("window 3: " + kind + "-" + SUBNET.miner(0)
                                    + ": the whole: found nothing, expected the artifact"));
        }
    }

    @Test
    void aPayloadOfWhomOpensNothingMustStillBeThere() {
        Window window = new Window(2);
        String key = StoredArtifacts.key(window, "payload", SUBNET.miner(2));
        assertThat(AUDIT.of(window, SUBNET.artifacts.without(key)))
                .isNotEmpty()
                .allSatisfy(d -> assertThat(d.artifact()).isEqualTo("payload-" + SUBNET.miner(2)));
    }

    @Test
    void nobodyLooksForThePayloadOfAnEnvelopeThatIsRefused() {
        Window window = new Window(2);
        String key = StoredArtifacts.key(window, "payload", SUBNET.miner(1));
        assertThat(AUDIT.of(window, SUBNET.artifacts.without(key))).isEmpty();
    }

    @Test
    void aPayloadThatWasMissingMayComeLaterAndBeAnything() {
        Window window = new Window(5);
        String key = StoredArtifacts.key(window, "payload", SUBNET.miner(1));
        assertThat(AUDIT.of(window, SUBNET.artifacts.with(key, new byte[] {1}))).isEmpty();
    }

    @Test
    void afterAScorecardThatCannotBeReadNothingIsHeldAgainstTheNext() {
        Hotkey validator = SUBNET.validator(0);
        String key = StoredArtifacts.key(new Window(3), "scorecard", validator);
        List<Discrepancy> found = AUDIT.from(new Window(3), SUBNET.artifacts.with(key, new byte[] {1}));

        assertThat(found).singleElement().satisfies(d -> {
            assertThat(d.artifact()).isEqualTo("scorecard-" + validator);
            assertThat(d.field()).isEqualTo("MALFORMED");
        });
    }

    @Test
    void aScorecardThatIsGoneIsMissedByTheNext() {
        Hotkey validator = SUBNET.validator(0);
        String key = StoredArtifacts.key(new Window(3), "scorecard", validator);
        List<Discrepancy> found = AUDIT.from(new Window(3), SUBNET.artifacts.without(key));

        assertThat(found.getFirst().window()).isEqualTo(new Window(4));
        assertThat(found.getFirst().artifact()).isEqualTo("scorecard-" + validator);
        assertThat(found.getFirst().field()).isEqualTo("basis.previous.window.number");
    }

    @Test
    void aCopyThatIsGoneIsTakenFromAnotherValidator() {
        Window window = new Window(1);
        var entry = SUBNET.manifest(window, 0).entries().getFirst();
        StoredArtifacts one =
                SUBNET.artifacts.without(StoredArtifacts.blobKey(entry.payloadHash(), SUBNET.validator(0)));
        assertThat(AUDIT.of(window, one)).isEmpty();

        StoredArtifacts none = one.without(StoredArtifacts.blobKey(entry.payloadHash(), SUBNET.validator(1)));
        assertThat(AUDIT.of(window, none)).singleElement().satisfies(d -> {
            assertThat(d.artifact()).isEqualTo("blob " + entry.payloadHash());
            assertThat(d.found()).isEqualTo("nothing");
        });
    }

    /** Windows in which some manifest lists what the copy is of. */
    private static List<Window> listing(String blobKey) {
        return SUBNET.windows().stream()
                .filter(window -> SUBNET.artifacts.keys("w" + window + "/manifest-").stream()
                        .flatMap(key -> Manifest.parse(SUBNET.artifacts.get(key)).entries().stream())
                        .anyMatch(entry -> blobKey.contains(entry.payloadHash().toString())))
                .toList();
    }

    private static StoredArtifacts flipped(String key, Random random) {
        byte[] bytes = SUBNET.artifacts.get(key).clone();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        return SUBNET.artifacts.with(key, bytes);
    }

    private static List<String> fields(String kind) {
        return switch (kind) {
            case "scorecard" -> List.of("MALFORMED", "BAD_SIGNATURE");
            case "manifest" -> List.of("the whole");
            default -> List.of("SHA-256");
        };
    }

    /** Of a payload beside an envelope that is none nobody knows what it was. */
    private static boolean isUnnamed(Window window, String key) {
        return SUBNET.miners.stream()
                .anyMatch(miner -> key.endsWith(miner.hotkey().ss58())
                        && RecordedSubnet.deed(SUBNET.miners.indexOf(miner), window) == Deed.NO_ENVELOPE);
    }
}
