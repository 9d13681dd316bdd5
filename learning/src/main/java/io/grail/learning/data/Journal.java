package io.grail.learning.data;

import io.grail.protocol.bytes.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The finished shards of a preparation under way, so that one that was cut short goes on where it stopped.
 *
 * <p>A text file, one line a shard, first line the fingerprint of corpus and settings. Nothing in it is believed: a shard
 * counts if its hash is found again, and a line that does not read ends the list.
 */
final class Journal {
    static final String FILE = "preparing.journal";

    /**
     * A finished shard.
     *
     * @param before what had been taken before the piece that filled the shard
     * @param intoPiece how many tokens of that piece the shard holds
     */
    record Line(ShardEntry shard, Tally before, long intoPiece) {
        String text() {
            return String.join(
                    " ",
                    shard.file(),
                    shard.sha256(),
                    Long.toString(shard.tokens()),
                    Long.toString(before.pieces()),
                    Long.toString(before.documents()),
                    Long.toString(before.skipped()),
                    Long.toString(before.textBytes()),
                    Long.toString(before.tokens()),
                    Long.toString(intoPiece));
        }

        /** Reads a line; throws IllegalArgumentException if it is none. */
        static Line parse(String text) {
            String[] words = text.split(" ", -1);
            if (words.length != 9) {
                throw new IllegalArgumentException("a line has 9 words, got " + words.length);
            }
            long[] numbers = new long[9];
            for (int i = 2; i < 9; i++) {
                numbers[i] = Long.parseLong(words[i]);
            }
            return new Line(
                    new ShardEntry(words[0], words[1], numbers[2]),
                    new Tally(numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]),
                    numbers[8]);
        }
    }

    private final Path file;

    private Journal(Path file) {
        this.file = file;
    }

    static Journal in(Path folder) {
        return new Journal(folder.resolve(FILE));
    }

    /** The shards that this very preparation finished before and that are still what they were. */
    List<Line> recover(Hash fingerprint) throws IOException {
        List<Line> kept = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            return kept;
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.isEmpty() || !lines.getFirst().equals(fingerprint.toString())) {
            return kept;
        }
        for (String text : lines.subList(1, lines.size())) {
            try {
                Line line = Line.parse(text);
                Path shard = file.resolveSibling(line.shard.file());
                boolean inOrder = line.shard.file().equals(ShardEntry.fileName(kept.size()));
                if (!inOrder
                        || !Files.isRegularFile(shard)
                        || !Shard.hash(shard).equals(line.shard.hash())) {
                    return kept;
                }
                kept.add(line);
            } catch (IllegalArgumentException e) {
                return kept; // half a line: the crash came while it was written
            }
        }
        return kept;
    }

    /** Begins anew with the lines that were kept. */
    void begin(Hash fingerprint, List<Line> kept) throws IOException {
        StringBuilder text = new StringBuilder(fingerprint.toString()).append('\n');
        kept.forEach(line -> text.append(line.text()).append('\n'));
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    /** Adds a shard that is complete on the disk. */
    void add(Line line) throws IOException {
        Files.writeString(file, line.text() + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
