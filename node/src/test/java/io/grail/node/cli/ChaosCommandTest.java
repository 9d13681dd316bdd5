package io.grail.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChaosCommandTest {
    private final PrintStream stdout = System.out;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void listenNoMore() {
        System.setOut(stdout);
    }

    private static int run(String... args) {
        return Main.commandLine().execute(args);
    }

    @Test
    void aSoundSeedIsAnObjectWithoutViolations() {
        assertThat(run("chaos", "--seed", "1", "--windows", "4", "--json")).isEqualTo(ExitCode.OK);
        JsonNode trial = JsonMapper.builder().build().readTree(told.toString(StandardCharsets.UTF_8));
        assertThat(trial.get("seed").asLong()).isEqualTo(1);
        assertThat(trial.get("windows").asInt()).isEqualTo(4);
        assertThat(trial.get("violations").size()).isZero();
    }

    @Test
    void aPlantedBugEndsWithCodeSevenAndSaysHowToSeeItAgain() {
        assertThat(run("chaos", "--seed", "1", "--windows", "4", "--plant", "pay-unconfirmed"))
                .isEqualTo(ExitCode.DIFFERS);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("NO_LOST_PAYMENT in window 3")
                .contains("again: grail chaos --seed 1 --windows 4 --plant pay-unconfirmed");
    }

    @Test
    void tooFewWindowsOrAnUnknownBugAreTheCommandLinesFault() {
        assertThat(run("chaos", "--windows", "3")).isEqualTo(ExitCode.USAGE);
        assertThat(run("chaos", "--plant", "gremlin")).isEqualTo(ExitCode.USAGE);
    }
}
