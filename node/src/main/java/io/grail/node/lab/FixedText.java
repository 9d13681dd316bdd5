package io.grail.node.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The same text for ever, so that what a subnet learns in the lab does not change with anything else. */
public final class FixedText {
    private static final int FILES = 60;
    private static final int CHARACTERS = 8_000;
    private static final List<String> WORDS = List.of(
            "the", "a", "of", "window", "model", "update", "miner", "loss", "weight", "chain", "block", "peer",
            "merge");

    private FixedText() {}

    /** Writes it into {@code folder}, which becomes, and returns that. */
    public static Path below(Path folder) {
        SplittableRandom random = new SplittableRandom(1);
        try {
            Files.createDirectories(folder);
            for (int i = 0; i < FILES; i++) {
                Files.writeString(folder.resolve(i + ".txt"), text(random));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write texts into " + folder, e);
        }
        return folder;
    }

    /** Words by chance, the more often the earlier in the list, each with a habit of who follows. */
    private static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        int word = 0;
        while (text.length() < CHARACTERS) {
            word = random.nextInt(3) == 0
                    ? (word * 5 + 3) % WORDS.size()
                    : random.nextInt(1 + random.nextInt(WORDS.size()));
            text.append(WORDS.get(word)).append(random.nextInt(9) == 0 ? ".\n" : " ");
        }
        return text.toString();
    }
}
