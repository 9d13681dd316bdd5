package io.grail.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What these commands refuse before they reach for a network; LiveSubtensorTest has the rest. */
class NetworkCommandTest {
    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    private int grail(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.of(
                                Stream.of(arguments[0], "--chain", "ws://127.0.0.1:1"),
                                Arrays.stream(arguments, 1, arguments.length))
                        .flatMap(each -> each)
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"metagraph", "weights"})
    void aSubnetMustBeNamed(String command) {
        assertThat(grail(command)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--netuid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.0000000001", "much", "1e30"})
    void anAmountIsSomeTokensAndAtMostNineDecimals(String amount) {
        assertThat(grail("stake", "--netuid", "1", "--wallet-dir", folder.toString(), "--yes", "--", "add", amount))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aNetuidIsAU16() {
        assertThat(grail("metagraph", "--netuid", "70000")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("[0, 65535]", "70000");
    }

    @Test
    void aWalletThatIsNotThereIsNamed() {
        assertThat(grail("balance", "--wallet-dir", folder.toString(), "--wallet-name", "nobody"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("nobody", "grail wallet create");
    }

    @Test
    void whatIsNoAddressIsNotPaid() {
        assertThat(grail("transfer", "5Nobody", "1", "--yes", "--wallet-dir", folder.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("5Nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "example.org", "1.2.3.400"})
    void anAxonIsServedAtAnAddressThatOthersReach(String ip) {
        assertThat(Main.commandLine()
                        .setErr(new PrintWriter(err, true))
                        .execute("axon", "serve", ip, "8091", "--netuid", "1", "--wallet-dir", folder.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(ip.equals("::1") ? "loopback" : ip);
    }

    @Test
    void aLocalBeaconsRoundIsShownWithoutANetwork() {
        StringWriter out = new StringWriter();
        assertThat(Main.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .execute("network", "drand", "--local-beacon", "test", "--round", "1000", "--json"))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("\"round\":1000", "\"publishedAt\":\"2023-08-23T15:59:24Z\"");
    }

    @Test
    void aRoundThatCannotBeHadIsAMatterOfTheChain() {
        assertThat(Main.commandLine()
                        .setErr(new PrintWriter(err, true))
                        .execute("network", "drand", "--server", "http://127.0.0.1:1", "--round", "1000"))
                .isEqualTo(ExitCode.CHAIN);
        assertThat(err.toString()).contains("http://127.0.0.1:1", "round 1000");
        assertThat(Main.commandLine()
                        .setErr(new PrintWriter(err, true))
                        .execute("network", "drand", "--local-beacon", "test", "--round", "0"))
                .isEqualTo(ExitCode.USAGE);
    }
}
