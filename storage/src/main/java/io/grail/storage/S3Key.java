package io.grail.storage;

import java.util.regex.Pattern;

/**
 * An access key of an object store: an id and its secret.
 *
 * <p>Those that may only read one's own bucket are published with its location; those that may write never are, so
 * printing a key shows its id alone.
 *
 * @param id 1 to 128 of {@code A-Z a-z 0-9 . _ -}
 * @param secret 1 to 128 of {@code A-Z a-z 0-9 / + = . _ ~ -}
 */
public record S3Key(String id, String secret) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9/+=._~-]{1,128}");

    public S3Key {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an access key's id has 1 to 128 of A-Z a-z 0-9 . _ -");
        }
        if (!SECRET.matcher(secret).matches()) {
            throw new IllegalArgumentException(
                    "the secret of access key " + id + " has 1 to 128 of A-Z a-z 0-9 / + = . _ ~ -");
        }
    }

    @Override
    public String toString() {
        return "access key " + id;
    }
}
