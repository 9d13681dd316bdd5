package io.grail.chain.substrate.scale;

/**
 * Bytes or a value that do not fit their type. Says where ({@code neurons[3].stake}), what was found and what was
 * expected.
 *
 * <p>Has no stack trace: most come from hostile bytes, many times a second, and the path says more.
 */
public final class ScaleException extends RuntimeException {
    private static final int MOST_CHARACTERS = 64;

    private final String path;
    private final String problem;

    /** A problem at the value itself; those who contain it add their part of the path by {@link #inside}. */
    public ScaleException(String problem) {
        this("", problem);
    }

    private ScaleException(String path, String problem) {
        super(path.isEmpty() ? problem : path + ": " + problem, null, false, false);
        this.path = path;
        this.problem = problem;
    }

    /** The same problem, seen from the struct or variant whose part {@code name} has it. */
    public ScaleException inside(String name) {
        // Names come from metadata, which may be hostile too, and add up.
        String step = name.length() > MOST_CHARACTERS ? name.substring(0, MOST_CHARACTERS) + "…" : name;
        boolean joined = path.isEmpty() || path.startsWith("[");
        return new ScaleException(joined ? step + path : step + "." + path, problem);
    }

    /** The same problem, seen from the list whose item {@code index} has it. */
    public ScaleException insideItem(int index) {
        return inside("[" + index + "]");
    }

    /** Where, from the outermost value inwards; empty if at the outermost value itself. */
    public String path() {
        return path;
    }

    /** What was found and what was expected, without the path. */
    public String problem() {
        return problem;
    }
}
