package io.grail.node.cli;

import io.grail.learning.data.Corpus;
import io.grail.learning.data.Dataset;
import io.grail.learning.data.DatasetManifest;
import io.grail.learning.data.DatasetPreparer;
import io.grail.learning.data.JdkSources;
import io.grail.learning.data.Preparation;
import io.grail.learning.data.PreparationProgress;
import io.grail.learning.data.PreparedDataset;
import io.grail.learning.tokenize.Tokenizer;
import io.grail.node.home.RunFolder;
import io.grail.node.home.RunTokenizer;
import io.grail.protocol.run.RunConfig;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Prepares a dataset and says how far it is. */
public final class DataPreparation {
    private final Progress progress;

    public DataPreparation(Progress progress) {
        this.progress = progress;
    }

    /**
     * Opens the dataset in a run's folder for {@code rules}; prepares it first if it is not there.
     *
     * @param source of the text, and {@code participants}, as {@link #prepare} takes them
     */
    public Dataset open(RunFolder folder, RunConfig rules, Optional<Path> source, int participants) {
        Tokenizer tokenizer = RunTokenizer.open(rules, folder);
        if (!Dataset.exists(folder.data())) {
            prepare(source, rules, tokenizer, folder.data(), participants);
        }
        long samples = DatasetManifest.read(folder.data()).samples();
        return Dataset.open(folder.data(), rules.data().fittedTo(samples), tokenizer);
    }

    /**
     * Prepares what {@code run} needs in {@code folder}.
     *
     * @param source of the text; the sources that a JDK carries if empty
     * @param participants hotkeys that each must find a window's samples in it
     */
    PreparedDataset prepare(Optional<Path> source, RunConfig run, Tokenizer tokenizer, Path folder, int participants) {
        Corpus corpus = source.map(Corpus::at).orElseGet(DataPreparation::jdkSources);
        progress.say("preparing data from " + corpus.description());
        long required = run.data()
                .samplesFor(run.incentive().evalSamples()
                        + (long) participants * run.inner().samplesPerWindow());
        Preparation preparation = new Preparation(
                corpus,
                tokenizer,
                run.run().seed(),
                new Preparation.Shape(run.data().sequenceLength(), required),
                Runtime.getRuntime().availableProcessors());
        return new DatasetPreparer(preparation, this::step).prepareIn(folder);
    }

    private void step(PreparationProgress.Stage stage, long done, long total) {
        progress.step("preparing data: " + stage.name().toLowerCase(Locale.ROOT), Math.min(done, total), total);
    }

    private static Corpus jdkSources() {
        return JdkSources.near(Path.of(System.getProperty("java.home")))
                .orElseThrow(() -> new UsageException("no JDK here carries its sources (lib/src.zip), which are the"
                        + " default text: name your own with --data, or install a JDK with sources"));
    }
}
