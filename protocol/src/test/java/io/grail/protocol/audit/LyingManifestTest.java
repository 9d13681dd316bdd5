package io.grail.protocol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.window.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A validator that merges otherwise than it says, or than it ought to, is caught at the field. */
class LyingManifestTest {
    private static final RecordedSubnet SUBNET = new RecordedSubnet();
    private static final RecordedAudit AUDIT = new RecordedAudit(SUBNET);

    @Test
    void aManifestOfOthersOrInAnotherOrder() {
        Window window = new Window(2);
        Manifest honest = SUBNET.manifest(window, 0);
        assertThat(honest.entries()).hasSize(3);
        List<Manifest.Entry> reversed = honest.entries().reversed();
        assertThat(fields(manifest(honest, reversed, honest.rootAfter()))).contains("entries.0.account");
        assertThat(fields(manifest(honest, honest.entries().subList(0, 2), honest.rootAfter())))
                .containsExactly("entries", "rootAfter");
        List<Manifest.Entry> swapped = new ArrayList<>(honest.entries());
        Collections.swap(swapped, 1, 2);
        assertThat(fields(manifest(honest, swapped, honest.rootAfter()))).contains("entries.1.account");
    }

    @Test
    void aManifestOfAnotherRootPayloadOrLength() {
        Manifest honest = SUBNET.manifest(new Window(2), 0);
        assertThat(fields(manifest(honest, honest.entries(), Hash.ZERO))).containsExactly("rootAfter");
        Manifest.Entry first = honest.entries().getFirst();
        String path = "entries." + first.hotkey();
        var longer = new Manifest.Entry(first.hotkey(), first.payloadHash(), first.payloadLength() + 1);
        assertThat(fields(replacing(honest, longer))).containsExactly(path + ".payloadLength");
        Hash foreign = honest.entries().get(1).payloadHash();
        assertThat(fields(replacing(honest, new Manifest.Entry(first.hotkey(), foreign, first.payloadLength()))))
                .contains(path + ".payloadHash", "rootAfter");
        assertThat(fields(new Manifest(
                        honest.runId(),
                        honest.window(),
                        honest.validator(),
                        Hash.ZERO,
                        honest.rootAfter(),
                        honest.entries())))
                .containsExactly("rootBefore");
        assertThat(fields(new Manifest(
                        honest.runId(),
                        new Window(3),
                        honest.validator(),
                        honest.rootBefore(),
                        honest.rootAfter(),
                        honest.entries())))
                .containsExactly("window.number");
    }

    @Test
    void aManifestThatDoesNotCountButListsTheSame() {
        Manifest counts = SUBNET.manifest(new Window(1), 0);
        Manifest other = SUBNET.manifest(new Window(1), 1);
        assertThat(other.entries()).isEqualTo(counts.entries());
        Manifest lie = manifest(other, other.entries(), Hash.ZERO);
        String key = StoredArtifacts.key(new Window(1), "manifest", SUBNET.validator(1));
        assertThat(AUDIT.of(new Window(1), SUBNET.artifacts.with(key, lie.sign(SUBNET.validators.get(1)))))
                .singleElement()
                .satisfies(d -> {
                    assertThat(d.artifact()).isEqualTo("manifest-" + SUBNET.validator(1));
                    assertThat(d.field()).isEqualTo("rootAfter");
                });
    }

    @Test
    void aManifestOfWhatIsNoUpdate() {
        Manifest honest = SUBNET.manifest(new Window(3), 0);
        byte[] nonsense = {9, 9, 9};
        Hash hash = Hash.sha256(nonsense);
        Manifest lie = replacing(honest, new Manifest.Entry(SUBNET.miner(3), hash, nonsense.length));
        StoredArtifacts seen = SUBNET.artifacts
                .with(StoredArtifacts.blobKey(hash, SUBNET.validator(0)), nonsense)
                .with(
                        StoredArtifacts.key(new Window(3), "manifest", SUBNET.validator(0)),
                        lie.sign(SUBNET.validators.get(0)));
        assertThat(AUDIT.of(new Window(3), seen))
                .extracting(d -> d.artifact() + ": " + d.field())
                .contains("blob " + hash + ": the whole")
                .noneMatch(text -> text.contains("rootAfter"));
    }

    private static Manifest manifest(Manifest honest, List<Manifest.Entry> entries, Hash rootAfter) {
        return new Manifest(
                honest.runId(), honest.window(), honest.validator(), honest.rootBefore(), rootAfter, entries);
    }

    /** With another first entry. */
    private static Manifest replacing(Manifest honest, Manifest.Entry first) {
        List<Manifest.Entry> entries = new ArrayList<>(honest.entries());
        entries.set(0, first);
        return manifest(honest, entries, honest.rootAfter());
    }

    /** The fields that are named if the first validator publishes this manifest for window 2. */
    private static List<String> fields(Manifest lie) {
        List<Discrepancy> found = AUDIT.of(
                new Window(2),
                SUBNET.artifacts.with(
                        StoredArtifacts.key(new Window(2), "manifest", SUBNET.validator(0)),
                        lie.sign(SUBNET.validators.getFirst())));
        assertThat(found).allMatch(d -> d.artifact().equals("manifest-" + SUBNET.validator(0)));
        return found.stream().map(Discrepancy::field).toList();
    }
}
