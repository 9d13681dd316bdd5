package io.grail.protocol.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunTomlTest {
    @Test
    void emptyFileIsTheTinyRun() {
        RunToml.Parsed parsed = RunToml.parse("");

        assertThat(parsed.config()).isEqualTo(Presets.named("tiny"));
        assertThat(parsed.preset()).isEqualTo("tiny");
        assertThat(parsed.origins().values()).containsOnly(Origin.DEFAULT);
        assertThat(parsed.config().model().vocabSize()).isEqualTo(257);
        assertThat(parsed.config().incentive().sigma()).isEqualTo(25.0 / 3);
    }

    @Test
    void fileLiesOverPresetAndPresetOverDefaults() {
        RunToml.Parsed parsed = RunToml.parse("preset = \"8b\"\n[inner]\nsteps = 20\nlearningRate = 1");

        assertThat(parsed.config().inner().steps()).isEqualTo(20);
        assertThat(parsed.config().inner().learningRate()).isEqualTo(1.0);
        assertThat(parsed.config().inner().batch()).isEqualTo(192);
        assertThat(parsed.origins())
                .containsEntry("inner.steps", Origin.FILE)
                .containsEntry("inner.batch", Origin.PRESET)
                .containsEntry("inner.beta1", Origin.DEFAULT);
        assertThat(parsed.origins().keySet())
                .containsExactlyElementsOf(RunTree.keys().keySet());
        assertThat(parsed.values()).containsEntry("run.name", "\"8b\"").containsEntry("inner.steps", "20");
    }

    @Test
    void commandLineLiesOverAll() {
        RunToml.Parsed parsed = RunToml.parse("[run]\nwindows = 7")
                .with("run.windows", "12")
                .with("data.manifest", '"' + "ab".repeat(32) + '"');

        assertThat(parsed.config().run().windows()).isEqualTo(12);
        assertThat(parsed.config().data().manifest()).startsWith("abab");
        assertThat(parsed.origins()).containsEntry("run.windows", Origin.COMMAND_LINE);
        assertThatThrownBy(() -> parsed.with("run.window", "12")).hasMessageContaining("run.windows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"micro", "tiny", "tiny-demo", "150m", "1b", "8b", "70b"})
    void writtenRunParsesBackToTheEqualRun(String preset) {
        RunConfig run = Presets.named(preset);
        String written = RunToml.write(run);

        assertThat(RunToml.parse(written).config()).isEqualTo(run);
        assertThat(RunToml.parse(written).origins().values()).containsOnly(Origin.FILE);
        assertThat(RunToml.write(RunToml.parse(written).config())).isEqualTo(written);
    }

    @Test
    void everyKeyHasADefaultInTheOrderOfItsRecord() {
        List<String> written = new ArrayList<>();
        String section = "";
        for (String line : RunDefaults.TOML.lines().toList()) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.indexOf(']'));
            } else if (line.contains(" = ")) {
                written.add(section + "." + line.substring(0, line.indexOf(" = ")));
            }
        }
        assertThat(written).containsExactlyElementsOf(RunTree.keys().keySet());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "inner.step = 3, unknown key inner.step; the nearest is inner.steps",
                "model.vocab_size = 3, unknown key model.vocab_size; the nearest is model.vocabSize",
                "model.steps = 3, unknown key model.steps; the nearest is inner.steps",
                "blocks = 3, unknown key blocks outside of any section; the nearest is window.blocks",
                "innner.steps = 3, unknown section [innner]; the nearest is [inner]",
                "model = 3, |model = 3, but must be a section: [model]|",
                "inner.steps = |\"8\"|, |inner.steps = \"8\", but must be a whole number|",
                "inner.steps = 8.0, |inner.steps = 8.0, but must be a whole number|",
                "inner.steps = 99999999999, |must be a whole number in [-2147483647, 2147483647]|",
                "run.seed = 99999999999999999999, must be a whole number in",
                "inner.steps = 0, |inner.steps = 0, but must be [1, 100000]|",
                "inner.learningRate = nan, inner.learningRate = NaN",
                "inner.learningRate = true, |inner.learningRate = true, but must be a number|",
                "inner.optimizer = 1, |inner.optimizer = 1, but must be text in quotes|",
                "model.tiedEmbeddings = 1, must be true or false",
                "window.mergeBlocks = 9, |window.mergeBlocks = 9, but must be [1, 7]|",
                "window.decideBlocks = 3, |window.decideBlocks = 3, but must be [4, 7]|",
                "window.decideBlocks = 8, |window.decideBlocks = 8, but must be [4, 7]|",
                "model.vocabSize = 256, at least 257 for the byte tokenizer",
                "incentive.evalSamples = 33, at most inner.steps × inner.batch = 32",
                "outer.nesterov = 1.0, |outer.nesterov = 1.0, but must be [0.0, 0.999]|",
                "outer.nesterov = -0.1, |outer.nesterov = -0.1, but must be [0.0, 0.999]|",
                "|inner = { steps = 100, batch = 1000000 }|, |inner.steps × inner.batch = 100000000|",
                "preset = |\"huge\"|, |preset = \"huge\", but must be one of micro, tiny, tiny-demo, 150m, 1b, 8b, 70b|",
                "preset = 3, must be one of micro",
                "[inner, not TOML at line 1",
                "inner.steps = [1], but must be a whole number"
            })
    void mistakeIsNamedInOneSentence(String toml, String message) {
        String text = toml.replace("|", "");
        String expected = message.replace("|", "");
        assertThatThrownBy(() -> RunToml.parse(text))
                .isInstanceOf(InvalidRunException.class)
                .hasMessageStartingWith("run.toml: ")
                .hasMessageContaining(expected)
                .hasMessageNotContaining("\n");
    }

    @Test
    void outerMomentumIsRefusedWhereTheOuterStepTakesASign() {
        String demo = "compression.profile = \"demo\"\n";
        assertThat(RunToml.parse(demo).config().outer().hasMomentum()).isFalse();
        assertThatThrownBy(() -> RunToml.parse(demo + "outer.nesterov = 0.9"))
                .isInstanceOf(InvalidRunException.class)
                .hasMessageContaining("outer.nesterov = 0.9, but must be 0 for compression.profile \"demo\"");
    }

    @Test
    void unknownPresetIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> Presets.named("a\"b\n"))
                .isInstanceOf(InvalidRunException.class)
                .hasMessageContaining("micro, tiny, tiny-demo, 150m, 1b, 8b, 70b");
    }

    @Test
    void presetsCarryThePublishedShapes() {
        Map<String, Long> parameters = Map.of("150m", 182_000_000L, "1b", 1_205_000_000L, "8b", 7_241_000_000L);
        parameters.forEach((name, expected) -> {
            long size = io.grail.protocol.state.LlamaLayout.of(
                            Presets.named(name).model())
                    .size();
            assertThat(size).as(name).isBetween(expected - 1_000_000, expected + 1_000_000);
        });
    }
}
