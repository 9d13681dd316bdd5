package io.grail.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void anUnknownKeyInRunTomlIsNamedAndEndsWithTheUsageCode() throws IOException {
        Path config = folder.resolve("my.toml");
        Files.writeString(config, "[window]\nblokcs = 10\n");
        assertThat(run("up", "--dir", folder.resolve("run").toString(), "--config", config.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("window.blokcs").contains("window.blocks");
    }

    @Test
    void onlyACommandThatKeepsItsWorkPromisesToGoOnAfterAnInterruption() {
        assertThat(Failures.interrupted(new UpCommand())).contains("goes on from there");
        assertThat(Failures.interrupted(new DataCommand.Prepare())).contains("goes on from there");
        assertThat(Failures.interrupted(new ChaosCommand())).isEqualTo("grail: interrupted");
        assertThat(Failures.interrupted(new AttackCommand())).isEqualTo("grail: interrupted");
    }

    @Test
    void attacksOnTheLaptopsModelAreNamedAndHaveALengthOfTheirOwn() {
        assertThat(run("attack", "--tiny")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("name attacks");
        assertThat(run("attack", "copier", "--tiny", "--windows", "20")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--tiny goes with named attacks");
    }

    @Test
    void aRunWhoseChainIsElsewhereIsAuditedWithTheAddressOfIt() throws IOException {
        Files.writeString(folder.resolve("run.toml"), "");

        assertThat(run("audit", "--all", "--dir", folder.toString())).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("no chain in " + folder).contains("--chain");
        assertThat(folder.resolve("chain")).doesNotExist();
    }

    @Test
    void aMissingCorpusIsNamedAndEndsWithTheDataCode() {
        String nowhere = folder.resolve("nowhere").toString();
        assertThat(run("up", "--dir", folder.resolve("run").toString(), "--data", nowhere))
                .isEqualTo(ExitCode.DATA);
        assertThat(err.toString()).contains(nowhere);
    }

    @Test
    void aTinyCorpusIsRefusedWithTheNumbers() throws IOException {
        Path text = folder.resolve("text.txt");
        Files.writeString(text, "too short to learn from\n");
        assertThat(run("up", "--dir", folder.resolve("run").toString(), "--data", text.toString()))
                .isEqualTo(ExitCode.DATA);
        assertThat(err.toString()).contains("24").contains("samples");
    }

    @Test
    void anOccupiedPortIsNamedAndEndsWithTheChainCode() throws IOException {
        Path text = Path.of("src/main/java").toAbsolutePath();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            String dir = folder.resolve("run").toString();
            assertThat(run("chain", "--dir", dir, "--data", text.toString(), "--block-ms", "1000", "--port", port))
                    .isEqualTo(ExitCode.CHAIN);
            assertThat(err.toString()).contains(port);
        }
    }

    @Test
    void aNodeWithoutARunSaysWhatToStartFirst() {
        assertThat(run("mine", "--dir", folder.toString(), "--name", "miner-0")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("grail chain");
    }

    @Test
    void aNumberOutOfRangeIsRefusedBeforeAnythingIsPrepared() {
        Path dir = folder.resolve("run");
        assertThat(run("up", "--dir", dir.toString(), "--miners", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--miners must be in [1, 128], got 0");
        assertThat(dir).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "chain"})
    void aTimeBetweenBlocksOutOfRangeIsRefusedInOneSentence(String command) {
        Path dir = folder.resolve("run");
        assertThat(run(command, "--dir", dir.toString(), "--block-ms", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().strip()).isEqualTo("grail: --block-ms must be in [50, 600000], got 0");
        assertThat(dir.resolve("data")).doesNotExist();
    }

    @Test
    void exportOfAFolderWithoutARunSaysSo() {
        assertThat(run(
                        "export",
                        folder.toString(),
                        "--to",
                        folder.resolve("out").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("no run in");
    }

    @Test
    void aFolderPassesTheTestOfBuckets() {
        assertThat(run("bucket", "test", folder.toUri().toString().replaceAll("/$", "")))
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void aBucketOfThisMachineIsNotTestedUnlessThatIsAllowed() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "aws_access_key_id=id\naws_secret_access_key=s\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        String here = "s3+http://127.0.0.1:9000/bucket";
        assertThat(run("bucket", "test", here, "--bucket-key", key.toString())).isEqualTo(ExitCode.STORAGE);
        assertThat(err.toString()).contains("--allow-local-buckets");
    }

    @Test
    void everyCommandExplainsItself() {
        Main.commandLine()
                .getSubcommands()
                .forEach((name, command) ->
                        assertThat(command.getUsageMessage()).as(name).contains("Usage: grail " + name));
    }

    private int run(String... args) {
        return Main.commandLine().setErr(new PrintWriter(err, true)).execute(args);
    }
}
