package io.grail.protocol.artifact;

import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import io.grail.protocol.window.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way of the shared state, window by window: its root in each, and the manifest that led to the next
 * (docs/protocol.md, section Lineage). Immutable; going on copies the list of steps.
 */
public final class Lineage {
    /** A number of 15 digits, two hashes, two spaces, a line's end. */
    public static final int MAX_LINE_BYTES = 15 + 64 + 64 + 3;

    private static final Pattern END = Pattern.compile("(0|[1-9][0-9]{0,14}) ([0-9a-f]{64})");
    private static final Pattern STEP = Pattern.compile(END + " (-|[0-9a-f]{64})");

    private final List<Step> steps;
    private final Window window;
    private final Hash root;

    private Lineage(List<Step> steps, Window window, Hash root) {
        this.steps = List.copyOf(steps);
        this.window = window;
        this.root = root;
    }

    /**
     * A window that is left behind.
     *
     * @param root R_w
     * @param manifest hash of the file that was carried out; empty if nothing was, and then the next root is the same
     */
    public record Step(Window window, Hash root, Optional<Hash> manifest) {}

    /** The lineage that begins here. */
    public static Lineage at(Window window, Hash root) {
        return new Lineage(List.of(), window, root);
    }

    /**
     * One window further.
     *
     * @param manifest hash of the file that was carried out, if one was
     * @param next the root afterwards
     * @throws IllegalArgumentException if nothing was carried out, and yet the root changed
     */
    public Lineage then(Optional<Hash> manifest, Hash next) {
        if (manifest.isEmpty() && !next.equals(root)) {
            throw new IllegalArgumentException("nothing was merged in window " + window + ", and yet its root changed");
        }
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step(window, root, manifest));
        return new Lineage(longer, window.next(), next);
    }

    /** Windows left behind, oldest first. */
    public List<Step> steps() {
        return steps;
    }

    /** The window that it has come to. */
    public Window window() {
        return window;
    }

    /** The root in {@link #window}. */
    public Hash root() {
        return root;
    }

    /** The window it begins with. */
    public Window firstWindow() {
        return steps.isEmpty() ? window : steps.getFirst().window();
    }

    /** The root in {@link #firstWindow}. */
    public Hash firstRoot() {
        return steps.isEmpty() ? root : steps.getFirst().root();
    }

    /** The text in UTF-8: a line a window. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append(step.window()).append(' ').append(step.root()).append(' ');
            text.append(step.manifest().map(Hash::toString).orElse("-")).append('\n');
        }
        text.append(window).append(' ').append(root).append('\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The inverse of {@link #bytes}.
     *
     * @throws MalformedException if it is no lineage: other text, windows that do not follow each other, a root that changed
     *     without a manifest
     */
    public static Lineage parse(byte[] bytes) {
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        if (lines.length < 2 || !lines[lines.length - 1].isEmpty()) {
            throw new MalformedException("a lineage without a whole line", "a line for each window");
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < lines.length - 2; i++) {
            Matcher line = matched(STEP, lines[i], i);
            Window window = window(line);
            Hash root = Hash.fromHex(line.group(2));
            requireFollows(steps, window, root);
            boolean nothing = line.group(3).equals("-");
            steps.add(new Step(window, root, nothing ? Optional.empty() : Optional.of(Hash.fromHex(line.group(3)))));
        }
        Matcher end = matched(END, lines[lines.length - 2], lines.length - 2);
        Hash root = Hash.fromHex(end.group(2));
        requireFollows(steps, window(end), root);
        return new Lineage(steps, window(end), root);
    }

    private static Matcher matched(Pattern pattern, String line, int index) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new MalformedException(
                    "line " + (index + 1) + " of a lineage", "WINDOW ROOT MANIFEST, in the last line without MANIFEST");
        }
        return matcher;
    }

    private static Window window(Matcher line) {
        return new Window(Long.parseLong(line.group(1)));
    }

    private static void requireFollows(List<Step> steps, Window window, Hash root) {
        if (steps.isEmpty()) {
            return;
        }
        Step last = steps.getLast();
        if (!last.window().next().equals(window)) {
            throw new MalformedException("window " + window + " after window " + last.window(), "one window a line");
        }
        if (last.manifest().isEmpty() && !last.root().equals(root)) {
            throw new MalformedException("another root in window " + window + ", no manifest before", "the same root");
        }
    }
}
