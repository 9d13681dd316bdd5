package io.grail.storage;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What an object key may be: the same in every kind of bucket, so that an artifact can move between them. */
final class ObjectKeys {
    static final int MAX_LENGTH = 1024;

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]+");

    private ObjectKeys() {}

    /**
     * Passes a good key on.
     *
     * @throws StorageException naming the key and the rule that it breaks
     */
    static String check(String key) {
        if (key.length() > MAX_LENGTH) {
            throw new StorageException("a key has at most " + MAX_LENGTH + " characters, got " + key.length()
                    + " beginning with " + key.substring(0, 40));
        }
        if (!isKey(key)) {
            throw new StorageException("key \"" + printable(key)
                    + "\" must be segments of A-Z a-z 0-9 . _ - joined by /, none of them empty, \".\" or \"..\"");
        }
        return key;
    }

    static boolean isKey(String text) {
        // limit -1 keeps empty segments at the end, so that "a/" and "a//b" are refused
        return text.length() <= MAX_LENGTH && Arrays.stream(text.split("/", -1)).allMatch(ObjectKeys::isSegment);
    }

    static boolean isSegment(String text) {
        return SEGMENT.matcher(text).matches() && !text.equals(".") && !text.equals("..");
    }

    /** Hostile text as it may be shown to an operator: no control characters reach a terminal. */
    static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
