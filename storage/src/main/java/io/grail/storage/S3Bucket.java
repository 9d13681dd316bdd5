package io.grail.storage;

import io.grail.storage.S3Reading.Answer;
import io.grail.storage.S3Reading.Wish;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket behind the S3 protocol: R2, AWS, MinIO, Ceph and their kin.
 *
 * <p>Last-Modified and ETag are the server's, in whole seconds. A put is two requests, because the answer to an upload
 * does not tell its time; a file above {@link S3Tuning#partBytes} moves in parts, some at once, both ways. Every call has
 * a deadline, and an attempt that fails for the moment is made again. See docs/storage.md.
 */
public final class S3Bucket implements Bucket {
    private static final int MAX_RESTARTS = 3;

    private final S3Calls calls;
    private final S3Reading reading;
    private final boolean writable;
    /** A missing object and a missing bucket answer alike to some questions; asked until the bucket was seen once. */
    private volatile boolean bucketSeen;

    private S3Bucket(S3Calls calls, boolean writable) {
        this.calls = calls;
        this.reading = new S3Reading(calls);
        this.writable = writable;
    }

    static S3Bucket open(S3Location location, Optional<S3Key> writeKey, Reach reach, S3Tuning tuning) {
        Optional<S3Key> key = writeKey.or(location::readKey);
        return new S3Bucket(new S3Calls(location, key, reach, tuning), writeKey.isPresent());
    }

    @Override
    public StoredObject put(String key, byte[] body) {
        requireWritable(key);
        return new S3Upload(calls, ObjectKeys.check(key)).bytes(body, () -> head(key));
    }

    @Override
    public StoredObject putFile(String key, Path file) {
        requireWritable(key);
        try {
            return new S3Upload(calls, ObjectKeys.check(key)).file(file, () -> head(key));
        } catch (IOException e) {
            throw Failures.explain("read", file, e);
        }
    }

    @Override
    public Optional<StoredObject> head(String key) {
        ObjectKeys.check(key);
        return calls.make("look up", key, 0, (client, deadline) -> {
            try {
                HeadObjectResponse found = client.headObject(HeadObjectRequest.builder()
                        .bucket(calls.location().bucket())
                        .key(key)
                        .overrideConfiguration(deadline)
                        .build());
                bucketSeen = true;
                return Optional.of(calls.described(key, found.contentLength(), found.lastModified(), found.eTag()));
            } catch (S3Exception e) {
                if (e.statusCode() != 404) {
                    throw e;
                }
                requireBucket();
                return Optional.empty();
            }
        });
    }

    @Override
    public Optional<byte[]> get(String key, long maxBytes) {
        long allowed = Math.min(maxBytes, Integer.MAX_VALUE - 8);
        return switch (reading.read(Wish.whole(ObjectKeys.check(key), allowed))) {
            case Answer.Bytes body -> Optional.of(body.bytes());
            case Answer.Missing() -> missing();
            case Answer.TooLarge(var size) -> throw new ObjectTooLargeException(key, size, allowed);
            case Answer.Beyond(), Answer.Changed() -> throw unasked(key);
        };
    }

    @Override
    public Optional<byte[]> getRange(String key, long offset, int length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("range [" + offset + ", +" + length + ") must not be negative");
        }
        ObjectKeys.check(key);
        if (length == 0) {
            return head(key).map(object -> new byte[0]); // the protocol has no empty range
        }
        return switch (reading.read(Wish.range(key, offset, Math.min(length, Integer.MAX_VALUE - 8)))) {
            case Answer.Bytes body -> Optional.of(body.bytes());
            case Answer.Missing() -> missing();
            case Answer.Beyond() -> Optional.of(new byte[0]);
            case Answer.TooLarge(var size) ->
                throw new StorageException("cannot read " + calls.location().place() + "/" + key + ": the store sends "
                        + size + " bytes where " + length + " were asked for");
            case Answer.Changed() -> throw unasked(key);
        };
    }

    @Override
    public boolean getFile(String key, Path target, long maxBytes) {
        Path file = target.toAbsolutePath();
        for (int attempt = 1; attempt <= MAX_RESTARTS; attempt++) {
            Optional<StoredObject> found = head(key);
            if (found.isEmpty()) {
                return false;
            }
            if (found.get().size() > maxBytes) {
                throw new ObjectTooLargeException(key, found.get().size(), maxBytes);
            }
            try {
                if (new S3Download(calls, found.get(), file).run()) {
                    return true;
                }
            } catch (IOException e) {
                throw Failures.explain("write", file, e);
            }
        }
        throw new StorageException("cannot read " + calls.location().place() + "/" + key + ": its bytes changed "
                + MAX_RESTARTS + " times while it was read; its owner should put it under a new key");
    }

    @Override
    public List<StoredObject> list(String prefix, String after, int limit) {
        return new S3Listing(calls, prefix, after, limit).run();
    }

    @Override
    public void delete(String key) {
        requireWritable(key);
        ObjectKeys.check(key);
        calls.make(
                "delete",
                key,
                0,
                (client, deadline) -> client.deleteObject(request ->
                        request.bucket(calls.location().bucket()).key(key).overrideConfiguration(deadline)));
    }

    /** Makes the bucket if it is not there; an owner's key may lack the right to. */
    void create() {
        if (!exists()) {
            calls.make(
                    "create bucket",
                    "",
                    0,
                    (client, deadline) -> client.createBucket(
                            request -> request.bucket(calls.location().bucket()).overrideConfiguration(deadline)));
        }
    }

    private boolean exists() {
        return calls.make("look up bucket", "", 0, (client, deadline) -> {
            try {
                client.headBucket(HeadBucketRequest.builder()
                        .bucket(calls.location().bucket())
                        .overrideConfiguration(deadline)
                        .build());
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == 404) {
                    return false;
                }
                throw e;
            }
        });
    }

    private <T> Optional<T> missing() {
        bucketSeen = true; // else the answer had been that there is no such bucket
        return Optional.empty();
    }

    private void requireBucket() {
        if (!bucketSeen && !exists()) {
            throw new StorageException(
                    "there is no bucket " + calls.location().place() + ": create it or correct the location");
        }
        bucketSeen = true;
    }

    private StorageException unasked(String key) {
        return new StorageException("cannot read " + calls.location().place() + "/" + key
                + ": the store answers a question that was not asked; it does not speak the S3 protocol");
    }

    private void requireWritable(String key) {
        if (!writable) {
            throw new StorageException("bucket " + calls.location().place() + " was opened for reading only; refused to"
                    + " change " + ObjectKeys.printable(key));
        }
    }

    @Override
    public String location() {
        return calls.location().text();
    }

    @Override
    public void close() {
        calls.close();
    }
}
