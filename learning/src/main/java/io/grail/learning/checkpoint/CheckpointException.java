package io.grail.learning.checkpoint;

import java.nio.file.Path;

/** A file of a checkpoint is missing, damaged, of another model, or cannot be written; names the file. */
public final class CheckpointException extends RuntimeException {
    public CheckpointException(Path file, String problem) {
        super(file + ": " + problem);
    }

    public CheckpointException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
