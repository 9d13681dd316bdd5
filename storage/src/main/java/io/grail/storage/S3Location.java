package io.grail.storage;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bucket behind the S3 protocol, with the key that lets everybody read it.
 *
 * @param bucket 3 to 63 of {@code a-z 0-9 . -}, beginning and ending with a letter or digit
 * @param region what signatures name, e.g. {@code auto} or {@code eu-west-1}
 * @param readKey public, and good for reading alone; empty if the bucket can be read without
 */
public record S3Location(S3Endpoint endpoint, String bucket, String region, Optional<S3Key> readKey)
        implements BucketLocation {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");

    public S3Location {
        if (!isBucket(bucket)) {
            throw new IllegalArgumentException("a bucket's name has 3 to 63 of a-z 0-9 . -, got " + bucket);
        }
        if (!REGION.matcher(region).matches()) {
            throw new IllegalArgumentException("a region has 1 to 32 of a-z 0-9 -, got " + region);
        }
    }

    private static boolean isBucket(String name) {
        return BUCKET.matcher(name).matches() && !name.contains("..");
    }

    /** Another bucket of the same server, read by the same key. */
    public S3Location withBucket(String name) {
        return new S3Location(endpoint, name, region, readKey);
    }

    @Override
    public String text() {
        return S3Text.print(this);
    }

    /** Endpoint and bucket, as messages name them. */
    public String place() {
        return endpoint + "/" + bucket;
    }

    @Override
    public String toString() {
        return place();
    }
}
