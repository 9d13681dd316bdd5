package io.grail.chain.substrate.scale;

/**
 * What the bytes of a stranger may cost a reader.
 *
 * @param depth how deep values may lie inside each other, at least 1; Substrate's own calls stay below 20
 * @param values how many values may be read in all, at least 1; those that take no byte count too
 */
public record Limits(int depth, int values) {
    /** A metagraph of 4,096 neurons has about 200,000 values; a million of them take some 50 MB. */
    public static final Limits DEFAULT = new Limits(64, 1 << 20);

    public Limits {
        if (depth < 1 || values < 1) {
            throw new IllegalArgumentException("limits must be positive, got depth " + depth + ", values " + values);
        }
    }
}
