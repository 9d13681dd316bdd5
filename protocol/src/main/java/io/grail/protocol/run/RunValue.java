package io.grail.protocol.run;

import java.math.BigInteger;
import tools.jackson.databind.JsonNode;

/** One value of run.toml: from TOML to the type of its key, and back. */
final class RunValue {
    private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private RunValue() {}

    /**
     * The value of {@code key}.
     *
     * @throws InvalidRunException naming the key, what was found and the type that is allowed
     */
    static Object read(String key, Class<?> type, JsonNode node) {
        if (type == String.class && node.isString()) {
            return node.stringValue();
        }
        if (type == boolean.class && node.isBoolean()) {
            return node.booleanValue();
        }
        if (type == double.class && node.isNumber()) {
            return node.doubleValue() + 0.0; // −0 becomes +0: one value, one RunId
        }
        if (type == long.class && node.isIntegralNumber()) {
            return within(key, node.bigIntegerValue(), MIN_LONG, MAX_LONG).longValueExact();
        }
        if (type == int.class && node.isIntegralNumber()) {
            BigInteger max = BigInteger.valueOf(Integer.MAX_VALUE);
            return within(key, node.bigIntegerValue(), max.negate(), max).intValueExact();
        }
        throw new InvalidRunException(key, node.toString(), describe(type));
    }

    /** The value as TOML writes it. */
    static String write(Object value) {
        return value instanceof String text ? '"' + text + '"' : value.toString();
    }

    private static BigInteger within(String key, BigInteger value, BigInteger min, BigInteger max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new InvalidRunException(key, value.toString(), "a whole number in [" + min + ", " + max + "]");
        }
        return value;
    }

    private static String describe(Class<?> type) {
        if (type == String.class) {
            return "text in quotes";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        return type == double.class ? "a number" : "a whole number";
    }
}
