package io.grail.node.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grail.learning.checkpoint.ParameterFile;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.node.audit.ModelProof.Finding;
import io.grail.node.audit.ModelProof.Outcome;
import io.grail.node.home.Seat;
import io.grail.node.sync.CheckpointDescription;
import io.grail.node.sync.CheckpointDescription.Part;
import io.grail.node.sync.CheckpointFolder;
import io.grail.node.validator.BareNode;
import io.grail.protocol.artifact.Lineage;
import io.grail.protocol.artifact.Manifest;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.identity.Hotkey;
import io.grail.protocol.run.RunId;
import io.grail.protocol.state.Parameters;
import io.grail.protocol.window.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelProofTest {
    private static final Seat SIGNER = Seat.development("validator-0");

    @TempDir
    static Path root;

    @TempDir
    Path folder;

    private static BareNode bare;
    private static BareNode.Led led;
    private CheckpointDescription description;
    private final Map<Hash, byte[]> manifests = new HashMap<>();

    @BeforeAll
    static void make() {
        bare = new BareNode(root);
        led = bare.modelOf(5);
    }

    @AfterAll
    static void close() {
        bare.close();
    }

    @BeforeEach
    void write() throws IOException {
        description =
                CheckpointFolder.write(folder, bare.run, new ByteTokenizer(), led.model(), SIGNER.account(), 4_096);
        Files.write(folder.resolve(CheckpointDescription.FILE), description.sign(SIGNER.hotkey()));
        led.manifests().forEach(file -> manifests.put(Hash.sha256(file), file));
    }

    @Test
    void aWholeCheckpointIsProvenFromSignatureToGenesis() throws IOException {
        List<Finding> findings = prove();
        assertThat(findings)
                .filteredOn(finding -> finding.outcome() == Outcome.PROVEN)
                .extracting(Finding::check)
                .containsExactly("signature", "files", "rules", "root", "lineage", "manifests");
        assertThat(findings)
                .filteredOn(finding -> finding.outcome() != Outcome.PROVEN)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.outcome()).isEqualTo(Outcome.NOT_SHOWN);
                    assertThat(finding.check()).isEqualTo("chain");
                });
    }

    @Test
    void whatCannotBeShownWithoutManifestsIsSaid() throws IOException {
        manifests.clear();
        assertThat(prove())
                .filteredOn(finding -> finding.outcome() == Outcome.NOT_SHOWN)
                .extracting(Finding::what)
                .anyMatch(what -> what.contains("4 manifests say that are not here"));
    }

    @Test
    void aShardOfAnotherLengthOrContentIsNamed() throws IOException {
        Path shard = folder.resolve(shards().get(1));
        byte[] good = Files.readAllBytes(shard);
        Files.write(shard, Arrays.copyOf(good, good.length + 1));
        assertDiffers("files", shards().get(1) + " has " + (good.length + 1) + " bytes");
        good[good.length - 1] ^= 1;
        Files.write(shard, good);
        assertDiffers("files", shards().get(1) + " has SHA-256");
        Files.delete(shard);
        assertDiffers("files", "is missing");
    }

    @Test
    void whatNobodySignedLiesBesideOnlyIfNoLoaderTakesItForTheModel() throws IOException {
        Files.writeString(folder.resolve("README.md"), "a model");
        assertThat(prove()).extracting(Finding::outcome).doesNotContain(Outcome.DIFFERS);
        for (String name : List.of("model.safetensors", "pytorch_model.bin", "modeling.py", "added_tokens.json")) {
            Path extra = Files.writeString(folder.resolve(name), "x");
            assertDiffers("files", name + " lies beside them");
            Files.delete(extra);
        }
    }

    @Test
    void aSignatureThatIsNotTheValidatorsProvesNothing() throws IOException {
        change(text -> text.replaceFirst("(\"signature\" : \")..", "$100"));
        assertDiffers("signature", "not its validator's");
        change(text -> text.replace(
                SIGNER.account().ss58(), Seat.development("other").account().ss58()));
        assertDiffers("signature", "not its validator's");
        change(text -> text.replace("\"window\" : 5", "\"window\" : 6"));
        assertDiffers("signature", "not its validator's");
    }

    @Test
    void aDescriptionThatIsNoneIsRefusedWhateverItIs() throws IOException {
        List<UnaryOperator<String>> hostile = List.of(
                text -> "",
                text -> "null",
                text -> "[".repeat(200_000),
                text -> text.replace("grail/checkpoint/2", "grail/checkpoint/1"),
                text -> text.replace("\"window\" : 5", "\"window\" : 1e999"),
                text -> text.replace("\"window\" : 5", "\"window\" : null"),
                text -> text.replace("\"window\" : 5", "\"window\" : -1"),
                text -> text.replace("\"window\" : 5", "\"window\" : 5, \"window\" : 5"),
                text -> text.replace("\"window\" : 5", "\"window\" : 5, \"more\" : 5"),
                text -> text.replaceFirst("\"files\" : \\[", "\"files\" : [ null, "),
                text -> text.replace("config.json", "../config.json"),
                text -> text.replace("config.json", "/etc/passwd"),
                text -> text.replace("config.json", "checkpoint.json"),
                text -> text.replaceFirst("\"bytes\" : [0-9]+", "\"bytes\" : -5"),
                text -> text.replace("\"signature\"", "\"sig\""));
        String good = text();
        for (int i = 0; i < hostile.size(); i++) {
            String bad = hostile.get(i).apply(good);
            assertThat(bad).as("case %d", i).isNotEqualTo(good);
            Files.writeString(folder.resolve(CheckpointDescription.FILE), bad);
            assertDiffers("signature", "");
        }
        Files.write(folder.resolve(CheckpointDescription.FILE), new byte[CheckpointDescription.MAX_BYTES + 1]);
        assertDiffers("signature", "longer than");
        Files.delete(folder.resolve(CheckpointDescription.FILE));
        assertDiffers("signature", "is missing");
    }

    @Test
    void anotherSignerThanTheOneAskedForIsRefused() throws IOException {
        Hotkey other = Seat.development("other").account();
        List<Finding> findings =
                new ModelProof(folder, Optional.of(other), this::manifest, bare.workers, finding -> {}).run();
        assertThat(findings).singleElement().satisfies(f -> assertThat(f.what()).contains("was asked for"));
    }

    @Test
    void whoeverSignsNumbersOfAnotherRootIsFoundOut() throws IOException {
        Parameters other = led.model().theta().copy();
        other.values(0)[3] += 1;
        for (String shard : shards()) {
            Files.delete(folder.resolve(shard));
        }
        Files.delete(folder.resolve("model.safetensors.index.json"));
        ParameterFile.write(folder.resolve("model.safetensors"), other, Map.of("format", "pt"));
        signWhatLiesHere(led.model().root());
        assertDiffers("root", "the numbers have root");
    }

    @Test
    void whoeverSignsAnIndexThatLeadsElsewhereIsFoundOut() throws IOException {
        Path index = folder.resolve("model.safetensors.index.json");
        Files.writeString(index, Files.readString(index).replace(shards().getFirst(), "../../" + shards().getFirst()));
        signWhatLiesHere(led.model().root());
        assertDiffers("root", "but a shard is called");
    }

    @Test
    void whoeverSignsAShardOfOtherTensorsIsFoundOut() throws IOException {
        Files.write(folder.resolve(shards().get(1)), Files.readAllBytes(folder.resolve(shards().get(0))));
        signWhatLiesHere(led.model().root());
        assertDiffers("root", "which the index does not place there");
    }

    @Test
    void whoeverSignsMoreParametersThanTheRunHasIsFoundOutBeforeTheyAreRead() throws IOException {
        Files.write(folder.resolve("model-00001-of-00002.safetensors"), new byte[110_000_000]);
        signWhatLiesHere(led.model().root());
        assertDiffers("rules", "its parameters are more than");
    }

    @Test
    void whoeverSignsOtherRulesIsFoundOut() throws IOException {
        Path rules = folder.resolve(CheckpointFolder.RULES);
        String good = Files.readString(rules);
        Files.writeString(rules, good.replace("batch = 4", "batch = 5"));
        signWhatLiesHere(led.model().root());
        assertDiffers("rules", "was signed");
        Files.writeString(rules, good + "[odd]\n");
        signWhatLiesHere(led.model().root());
        assertDiffers("rules", "unknown section");
        Files.writeString(rules, good);
        Path config = folder.resolve("config.json");
        Files.writeString(
                config, Files.readString(config).replace("1.0E-5", "1.0E-6").replace("1e-05", "1e-06"));
        signWhatLiesHere(led.model().root());
        assertDiffers("rules", "config.json is not the model");
    }

    @Test
    void whoeverSignsALineageThatBeginsElsewhereOrIsShortIsFoundOutOrSaidSo() throws IOException {
        Lineage forged = Lineage.at(new Window(1), Hash.ZERO);
        forged = forged.then(Optional.of(Hash.ZERO), led.model().root());
        for (int i = 0; i < 3; i++) {
            forged = forged.then(Optional.empty(), led.model().root());
        }
        write(forged);
        assertDiffers("lineage", "and genesis has");
        write(Lineage.at(new Window(4), led.model().root())
                .then(Optional.empty(), led.model().root()));
        assertThat(prove())
                .anySatisfy(finding -> assertThat(finding.what()).contains("the way before window 4"))
                .extracting(Finding::outcome)
                .doesNotContain(Outcome.DIFFERS);
        write(Lineage.at(new Window(5), Hash.ZERO));
        assertDiffers("lineage", "it ends in window 5");
        Files.writeString(folder.resolve(CheckpointFolder.LINEAGE), "5\n");
        signWhatLiesHere(led.model().root());
        assertDiffers("lineage", "line 1 of a lineage");
    }

    @Test
    void aManifestThatLeadsElsewhereIsNamed() throws IOException {
        byte[] real = led.manifests().get(2);
        Manifest m = Manifest.parse(real);
        byte[] other = new Manifest(
                        m.runId(), m.window(), SIGNER.account(), m.rootBefore(), Hash.ZERO, m.entries(), m.excluded())
                .sign(SIGNER.hotkey());
        Lineage real5 = led.model().lineage();
        Lineage forged = Lineage.at(real5.firstWindow(), real5.firstRoot());
        for (int i = 0; i < real5.steps().size(); i++) {
            Hash manifest = i == 2
                    ? Hash.sha256(other)
                    : real5.steps().get(i).manifest().orElseThrow();
            Hash next = i + 1 < real5.steps().size() ? real5.steps().get(i + 1).root() : real5.root();
            forged = forged.then(Optional.of(manifest), next);
        }
        manifests.put(Hash.sha256(other), other);
        write(forged);
        assertDiffers("manifests", "does not lead from window 3");
    }

    private void write(Lineage lineage) throws IOException {
        Files.write(folder.resolve(CheckpointFolder.LINEAGE), lineage.bytes());
        signWhatLiesHere(led.model().root());
    }

    private void signWhatLiesHere(Hash root) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (Path file : CheckpointFolder.files(folder)) {
            String name = file.getFileName().toString();
            if (!name.equals(CheckpointDescription.FILE)) {
                parts.add(new Part(name, Files.size(file), Hash.sha256(Files.readAllBytes(file))));
            }
        }
        CheckpointDescription signed =
                new CheckpointDescription(RunId.of(bare.run), new Window(5), root, parts, SIGNER.account());
        Files.write(folder.resolve(CheckpointDescription.FILE), signed.sign(SIGNER.hotkey()));
    }

    private List<String> shards() {
        return description.parts().stream()
                .map(Part::name)
                .filter(name -> name.startsWith("model-"))
                .toList();
    }

    private String text() throws IOException {
        return Files.readString(folder.resolve(CheckpointDescription.FILE), StandardCharsets.UTF_8);
    }

    private void change(UnaryOperator<String> how) throws IOException {
        byte[] good = description.sign(SIGNER.hotkey());
        String bad = how.apply(new String(good, StandardCharsets.UTF_8));
        assertThat(bad.getBytes(StandardCharsets.UTF_8)).isNotEqualTo(good);
        Files.writeString(folder.resolve(CheckpointDescription.FILE), bad);
    }

    private Optional<byte[]> manifest(Hash hash) {
        return Optional.ofNullable(manifests.get(hash));
    }

    private List<Finding> prove() throws IOException {
        return new ModelProof(folder, Optional.empty(), this::manifest, bare.workers, finding -> {}).run();
    }

    private void assertDiffers(String check, String what) throws IOException {
        List<Finding> findings = prove();
        Finding last = findings.getLast();
        assertThat(last.outcome()).as("%s", findings).isEqualTo(Outcome.DIFFERS);
        assertThat(last.check()).isEqualTo(check);
        assertThat(last.what()).contains(what);
        assertThat(findings)
                .filteredOn(finding -> finding.outcome() == Outcome.DIFFERS)
                .hasSize(1);
    }
}
