package io.grail.protocol.run;

/** Range checks whose message names the key, the value and what is allowed. */
final class Range {
    private Range() {}

    static void check(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidRunException(key, Long.toString(value), "[" + min + ", " + max + "]");
        }
    }

    static void check(String key, double value, double min, double max) {
        // Written so that NaN fails.
        if (!(value >= min && value <= max)) {
            throw new InvalidRunException(key, Double.toString(value), "[" + min + ", " + max + "]");
        }
    }

    static void check(String key, boolean holds, Object value, String allowed) {
        if (!holds) {
            throw new InvalidRunException(key, String.valueOf(value), allowed);
        }
    }
}
