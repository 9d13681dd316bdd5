package io.grail.node.cli;

import io.grail.learning.checkpoint.HuggingFaceFolder;
import io.grail.learning.checkpoint.ShardedFile;
import io.grail.learning.tokenize.Tokenizer;
import io.grail.node.home.RunFolder;
import io.grail.node.lab.RunPreparation;
import java.nio.file.Path;

/** A model that a command reads: a Hugging Face folder, or the newest checkpoint of a run's folder. */
record TrainedModel(HuggingFaceFolder.Contents contents, Tokenizer tokenizer, Path from) {
    static TrainedModel open(Path path) {
        Path folder = path;
        if (LocalCheckpoint.isRun(path)) {
            RunFolder run = new RunFolder(path);
            folder = LocalCheckpoint.newest(run, new RunPreparation(run).read()).folder();
        }
        if (!ShardedFile.isIn(folder, HuggingFaceFolder.MODEL)) {
            throw new UsageException(
                    path + " is neither a run's folder nor a Hugging Face folder: it has no run.toml and no "
                            + HuggingFaceFolder.MODEL + ".safetensors");
        }
        return new TrainedModel(HuggingFaceFolder.read(folder), TokenizerFolder.open(folder), folder);
    }
}
