package io.grail.protocol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.incentive.Finding;
import io.grail.protocol.incentive.Rule;
import io.grail.protocol.run.RunId;
import io.grail.protocol.state.OuterState;
import io.grail.protocol.state.ParallelFor;
import io.grail.protocol.window.Window;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where the merged manifest is found, and what is held against it and its neighbours. */
class MergeAuditTest {
    private static final RecordedSubnet SUBNET = new RecordedSubnet();
    private static final RecordedAudit AUDIT = new RecordedAudit(SUBNET);
    private static final Window WINDOW = new Window(2);
    private static final Hotkey FIRST = SUBNET.validator(0);
    private static final Hotkey SECOND = SUBNET.validator(1);

    private final Findings found = new Findings(WINDOW);
    private final OuterState state = SUBNET.state(WINDOW);

    @Test
    void theDecidedManifestLiesAtItsAuthorOrAsACopyAtWhoeverEndorsedIt() {
        byte[] bytes = SUBNET.artifacts.manifest(WINDOW, SECOND).orElseThrow();
        Hash hash = Hash.sha256(bytes);
        Manifest manifest = SUBNET.manifest(WINDOW, 1);
        assertThat(decided(SUBNET.artifacts, hash)).contains(manifest);
        StoredArtifacts gone = SUBNET.artifacts.without(StoredArtifacts.key(WINDOW, "manifest", SECOND));
        assertThat(decided(gone.with(StoredArtifacts.blobKey(hash, FIRST), bytes), hash))
                .contains(manifest);
        assertThat(decided(gone.with(StoredArtifacts.blobKey(hash, SECOND), bytes), hash))
                .contains(manifest);
        assertThat(found.isEmpty()).isTrue();
    }

    @Test
    void aWrongCopyOfTheDecidedManifestIsNamedAndTheNextOneTaken() {
        Hash hash = Hash.sha256(SUBNET.artifacts.manifest(WINDOW, SECOND).orElseThrow());
        byte[] wrong = {1};
        assertThat(decided(SUBNET.artifacts.with(StoredArtifacts.blobKey(hash, FIRST), wrong), hash))
                .contains(SUBNET.manifest(WINDOW, 1));
        assertThat(found.all())
                .containsExactly(new Discrepancy(
                        WINDOW,
                        "blob " + hash + " of " + FIRST,
                        "SHA-256",
                        Hash.sha256(wrong).toString(),
                        hash.toString()));
    }

    @Test
    void aDecidedManifestThatLiesNowhereIsMissed() {
        assertThat(decided(SUBNET.artifacts, Hash.ZERO)).isEmpty();
        assertThat(found.all())
                .singleElement()
                .satisfies(
                        d -> assertThat(d.artifact()).isEqualTo("manifest " + Hash.ZERO + ", which was decided for"));
    }

    @Test
    void aManifestOfAnotherRunOrOfAnotherValidatorIsNamed() {
        Manifest honest = SUBNET.manifest(WINDOW, 0);
        var foreign = new Manifest(
                new RunId(Hash.ZERO),
                honest.window(),
                FIRST,
                honest.rootBefore(),
                honest.rootAfter(),
                honest.entries());
        assertThat(fieldsOf(foreign.sign(SUBNET.validators.getFirst()))).containsExactly("run.hash");
        assertThat(fieldsOf(SUBNET.artifacts.manifest(WINDOW, SECOND).orElseThrow()))
                .containsExactly("validator.account");
        assertThat(fieldsOf(new byte[] {1})).containsExactly("the whole");
        assertThat(fieldsOf(SUBNET.artifacts.manifest(WINDOW, FIRST).orElseThrow()))
                .isEmpty();
    }

    @Test
    void aMergeEndsInTheStateOfTheNextWindow() {
        assertThat(merge(SUBNET.artifacts, SUBNET.manifest(WINDOW, 0))).isTrue();
        assertThat(found.isEmpty()).isTrue();
        assertThat(root()).isEqualTo(SUBNET.state(WINDOW.next()).root(ParallelFor.SEQUENTIAL));
    }

    @Test
    void whereNothingWasMergedTheModelStaysAsItWas() {
        Hash before = root();
        var empty = new Manifest(RunId.of(SUBNET.run), WINDOW, FIRST, before, before, List.of());
        assertThat(merge(SUBNET.artifacts, empty)).isTrue();
        assertThat(root()).isEqualTo(before);
        assertThat(found.isEmpty()).isTrue();
    }

    @Test
    void whatCannotBeMergedWholeIsNotMergedInPart() {
        Hash before = root();
        Hash lost = SUBNET.manifest(WINDOW, 0).entries().getLast().payloadHash();
        StoredArtifacts without = SUBNET.artifacts
                .without(StoredArtifacts.blobKey(lost, FIRST))
                .without(StoredArtifacts.blobKey(lost, SECOND));
        assertThat(merge(without, SUBNET.manifest(WINDOW, 0))).isFalse();
        assertThat(root()).isEqualTo(before);
        assertThat(found.all()).extracting(Discrepancy::artifact).containsExactly("blob " + lost);
    }

    @Test
    void copiesOfWhatOnlyAnotherListsAreLookedAtButNotItsRoot() {
        Manifest counts = SUBNET.manifest(WINDOW, 0);
        Manifest more = SUBNET.manifest(WINDOW, 1);
        assertThat(more.entries()).containsExactlyInAnyOrderElementsOf(counts.entries());
        Manifest.Entry last = counts.entries().getLast();
        var less = new Manifest(
                counts.runId(),
                WINDOW,
                FIRST,
                counts.rootBefore(),
                Hash.ZERO,
                counts.entries().subList(0, 2));
        String key = StoredArtifacts.blobKey(last.payloadHash(), SECOND);
        assertThat(merge(SUBNET.artifacts.with(key, new byte[] {1}), less, more))
                .isTrue();
        assertThat(found.all())
                .extracting(d -> d.artifact() + ": " + d.field())
                .containsExactly(key + ": SHA-256", "manifest-" + FIRST + ": rootAfter");
    }

    @Test
    void aWrongCopyOfWhatBothListIsNamedOnce() {
        Manifest counts = SUBNET.manifest(WINDOW, 0);
        String key = StoredArtifacts.blobKey(counts.entries().getFirst().payloadHash(), SECOND);
        var same =
                new Manifest(counts.runId(), WINDOW, SECOND, counts.rootBefore(), counts.rootAfter(), counts.entries());
        assertThat(merge(SUBNET.artifacts.with(key, new byte[] {1}), counts, same))
                .isTrue();
        assertThat(found.all()).extracting(Discrepancy::artifact).containsExactly(key);
    }

    @Test
    void whoIsTooAlikeMustBeKeptOutWithTheFigureThatSaysSo() {
        Window window = new Window(4);
        Manifest honest = SUBNET.manifest(window, 0);
        assertThat(honest.excluded()).containsOnlyKeys(SUBNET.miner(0), SUBNET.miner(4));
        SortedMap<Hotkey, Finding> excluded = new TreeMap<>(honest.excluded());
        excluded.put(SUBNET.miner(0), new Finding(Rule.ALIKE, 0.75, 0.7));
        assertThat(excluding(window, excluded)).containsExactly("excluded." + SUBNET.miner(0) + ".value");
        excluded.remove(SUBNET.miner(0));
        assertThat(excluding(window, excluded)).contains("excluded." + SUBNET.miner(0));
    }

    @Test
    void thatAnUpdateWouldHarmIsTestimony() {
        Window window = new Window(3);
        Manifest honest = SUBNET.manifest(window, 0);
        List<Hotkey> listed =
                honest.entries().stream().map(Manifest.Entry::hotkey).toList();
        Hotkey unlisted = List.of(0, 1, 2, 4).stream()
                .map(SUBNET::miner)
                .filter(miner -> !listed.contains(miner))
                .findFirst()
                .orElseThrow();
        SortedMap<Hotkey, Finding> excluded = new TreeMap<>(honest.excluded());
        excluded.put(unlisted, new Finding(Rule.WOULD_HARM, -4, -3));
        assertThat(excluding(window, excluded)).isEmpty();
    }

    @Test
    void whatIsUsualIsNotKnownWhereAnUpdateIsGone() {
        Window window = new Window(4);
        String key = StoredArtifacts.key(window, "opening", SUBNET.miner(0));
        assertThat(AUDIT.of(window, SUBNET.artifacts.without(key)))
                .isNotEmpty()
                .allSatisfy(d -> assertThat(d.artifact()).isEqualTo("opening-" + SUBNET.miner(0)));
    }

    private static List<String> excluding(Window window, SortedMap<Hotkey, Finding> excluded) {
        Manifest honest = SUBNET.manifest(window, 0);
        var lie = new Manifest(
                honest.runId(), window, FIRST, honest.rootBefore(), honest.rootAfter(), honest.entries(), excluded);
        String key = StoredArtifacts.key(window, "manifest", FIRST);
        byte[] signed = lie.sign(SUBNET.validators.getFirst());
        return AUDIT.of(window, SUBNET.artifacts.with(key, signed)).stream()
                .map(Discrepancy::field)
                .toList();
    }

    /** The fields that are named if the first validator publishes these bytes as its manifest. */
    private static List<String> fieldsOf(byte[] bytes) {
        var findings = new Findings(WINDOW);
        Artifacts seen = SUBNET.artifacts.with(StoredArtifacts.key(WINDOW, "manifest", FIRST), bytes);
        Hash root = SUBNET.state(WINDOW).root(ParallelFor.SEQUENTIAL);
        var manifest = audit(seen).manifest(SUBNET.facts(WINDOW), FIRST, root, findings);
        assertThat(manifest.isPresent()).isEqualTo(bytes.length > 1);
        return findings.all().stream().map(Discrepancy::field).toList();
    }

    private Optional<Manifest> decided(Artifacts seen, Hash hash) {
        return audit(seen).decided(SUBNET.facts(WINDOW), hash, found);
    }

    private boolean merge(Artifacts seen, Manifest manifest, Manifest... others) {
        return audit(seen).merge(SUBNET.facts(WINDOW), manifest, List.of(others), state, found);
    }

    private Hash root() {
        return state.root(ParallelFor.SEQUENTIAL);
    }

    private static MergeAudit audit(Artifacts seen) {
        return new MergeAudit(SUBNET.run, seen, ParallelFor.SEQUENTIAL);
    }
}
