package io.grail.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grail.chain.Chain;
import io.grail.chain.local.LedgerConfig;
import io.grail.chain.local.LocalChain;
import io.grail.chain.local.Pace;
import io.grail.learning.tokenize.ByteTokenizer;
import io.grail.node.home.ArtifactKeys;
import io.grail.node.home.RunFolder;
import io.grail.node.home.Seat;
import io.grail.node.lab.Onboarding;
import io.grail.node.lab.RunPreparation;
import io.grail.node.sync.CheckpointDescription;
import io.grail.node.sync.CheckpointFolder;
import io.grail.node.sync.CheckpointPointer;
import io.grail.node.validator.BareNode;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.run.RunConfig;
import io.grail.protocol.run.RunId;
import io.grail.protocol.window.Window;
import io.grail.storage.Bucket;
import io.grail.storage.Reach;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelVerifyCommandTest {
    /** Blocks after which a validator has its permit for sure. */
    private static final int EPOCH = 100;

    private static final Seat SIGNER = Seat.development("validator-0");

    @TempDir
    Path root;

    private Path bucket;
    private Path checkpoint;
    private String location;
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void make() throws IOException {
        try (BareNode bare = new BareNode(root.resolve("run"));
                Bucket own = bare.bucket(SIGNER.name())) {
            ArtifactKeys keys = new ArtifactKeys(RunId.of(bare.run));
            bucket = bare.folder.bucket(SIGNER.name());
            checkpoint = bucket.resolve(keys.checkpoint(new Window(4)));
            location = bucket.toUri().toString().replaceAll("/$", "");
            Files.createDirectories(checkpoint);
            BareNode.Led led = bare.modelOf(4);
            CheckpointDescription description = CheckpointFolder.write(
                    checkpoint, bare.run, new ByteTokenizer(), led.model(), SIGNER.account(), 16_384);
            own.put(keys.checkpoint(new Window(4)) + CheckpointDescription.FILE, description.sign(SIGNER.hotkey()));
            own.put(keys.checkpointPointer(), CheckpointPointer.bytes(new Window(4)));
            led.manifests().forEach(file -> own.put(keys.blob(Hash.sha256(file)), file));
        }
    }

    @Test
    void aFolderARunAndABucketOfTheSameCheckpointAreAllProven() {
        assertThat(run(checkpoint.toString())).isEqualTo(ExitCode.OK);
        assertThat(run(root.resolve("run").toString(), "--json")).isEqualTo(ExitCode.OK);
        Path kept = root.resolve("kept");
        assertThat(run(location, "--to", kept.toString())).isEqualTo(ExitCode.OK);
        assertThat(run(kept.toString(), "--validator", SIGNER.account().ss58())).isEqualTo(ExitCode.OK);
    }

    @Test
    void whatWasExportedOrFetchedIsAModelForEveryCommandThatReadsOne() {
        String out = root.resolve("out").toString();
        assertThat(execute("export", root.resolve("run").toString(), "--to", out))
                .isEqualTo(ExitCode.OK);
        assertThat(run(out)).isEqualTo(ExitCode.OK);

        TrainedModel exported = TrainedModel.open(root.resolve("out"));

        assertThat(exported.from()).isEqualTo(root.resolve("out"));
        assertThat(exported.contents().parameters().values(0))
                .isEqualTo(TrainedModel.open(root.resolve("run"))
                        .contents()
                        .parameters()
                        .values(0));
    }

    @Test
    void aRunWhoseBucketsAreElsewhereIsReadFromItsValidators() throws Exception {
        RunFolder run = new RunFolder(root.resolve("run"));
        RunConfig rules = new RunPreparation(run).read();
        Path moved = Files.move(bucket, root.resolve("moved"));
        Files.delete(run.bucket(".").normalize());
        try (LocalChain chain =
                LocalChain.open(root.resolve("chain"), LedgerConfig.laptop(1), new Pace.Virtual(1_000))) {
            Chain mine = chain.join(SIGNER.name());
            chain.start();
            String committed = moved.toUri().toString().replaceAll("/$", "");
            Onboarding.named(mine, SIGNER.name()).onboard(SIGNER, 2_000_000_000_000L, committed);
            mine.awaitBlock(mine.head().number() + EPOCH);

            LocalCheckpoint first = FetchedCheckpoint.newest(run, rules, mine, Reach.LOCAL_TOO);
            assertThat(first.window()).isEqualTo(new Window(4));
            assertThat(first.folder()).startsWith(run.root());
            assertThat(run(first.folder().toString())).isEqualTo(ExitCode.OK);

            Files.delete(moved.resolve(
                    new ArtifactKeys(RunId.of(rules)).checkpoint(new Window(4)) + CheckpointDescription.FILE));
            assertThat(FetchedCheckpoint.newest(run, rules, mine, Reach.LOCAL_TOO))
                    .isEqualTo(first);

            Files.move(first.folder(), root.resolve("away"));
            Files.writeString(
                    moved.resolve(
                            new ArtifactKeys(RunId.of(rules)).checkpoint(new Window(4)) + CheckpointDescription.FILE),
                    "nothing");
            assertThatThrownBy(() -> FetchedCheckpoint.newest(run, rules, mine, Reach.LOCAL_TOO))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("the checkpoint of window 4 is no checkpoint");
            assertThat(first.folder()).doesNotExist();
        }
    }

    @Test
    void whatDiffersEndsWithSevenWhateverWayItIsReached() throws IOException {
        Path shard = CheckpointFolder.files(checkpoint).stream()
                .filter(file -> file.getFileName().toString().startsWith("model-"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(shard);
        bytes[bytes.length - 1] ^= 1;
        Files.write(shard, bytes);
        assertThat(run(checkpoint.toString())).isEqualTo(ExitCode.DIFFERS);
        assertThat(run(location)).isEqualTo(ExitCode.DIFFERS);
    }

    @Test
    void anotherValidatorsModelEndsWithSeven() {
        String other = Seat.development("validator-1").account().ss58();
        assertThat(run(checkpoint.toString(), "--validator", other)).isEqualTo(ExitCode.DIFFERS);
    }

    @Test
    void whatIsNotThereEndsWithTheStorageCodeAndSaysSo() throws IOException {
        assertThat(run(location, "--window", "9")).isEqualTo(ExitCode.STORAGE);
        assertThat(err.toString()).contains("checkpoint of window 9 is not in");
        Files.delete(checkpoint.resolve("config.json"));
        assertThat(run(location)).isEqualTo(ExitCode.STORAGE);
        assertThat(err.toString()).contains("config.json of the checkpoint of window 4");
    }

    @Test
    void aCommandLineThatMeansNothingIsRefused() {
        assertThat(run("nowhere")).isEqualTo(ExitCode.USAGE);
        assertThat(run(checkpoint.toString(), "--window", "4")).isEqualTo(ExitCode.USAGE);
        assertThat(run(location, "--run", "abc")).isEqualTo(ExitCode.USAGE);
        assertThat(run(location, "--to", checkpoint.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(run(checkpoint.toString(), "--validator", "me")).isEqualTo(ExitCode.USAGE);
    }

    private int run(String... args) {
        String[] all = new String[args.length + 2];
        all[0] = "model";
        all[1] = "verify";
        System.arraycopy(args, 0, all, 2, args.length);
        return execute(all);
    }

    private int execute(String... all) {
        return Main.commandLine().setErr(new PrintWriter(err, true)).execute(all);
    }
}
