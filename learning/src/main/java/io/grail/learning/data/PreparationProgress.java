package io.grail.learning.data;

/** Hears how a preparation goes on; called often, on the preparing thread. */
@FunctionalInterface
public interface PreparationProgress {
    /** What the bytes are of. */
    enum Stage {
        /** Reading JSON lines to bring them into order; bytes of the files. */
        ORDERING,
        /** Turning text into tokens; bytes of text. */
        TOKENIZING
    }

    /** Hears nothing. */
    PreparationProgress SILENT = (stage, done, total) -> {};

    /**
     * Some bytes are done.
     *
     * @param total as far as the corpus says beforehand; may turn out less than {@code done}
     */
    void update(Stage stage, long done, long total);
}
