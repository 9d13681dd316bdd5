package io.grail.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Puts one object: at once, or in parts that are under way in parallel. The store checks every body against its MD5.
 *
 * <p>Parts become an object in one step, when all are there; parts of an upload that failed are thrown away, and those
 * of a process that died are the store's to expire.
 */
final class S3Upload {
    /** The protocol's. */
    private static final int MAX_PARTS = 10_000;

    /** Looks at an object that was just put, where the store is slow to show it. */
    private static final int MAX_LOOKS = 6;

    private final S3Calls calls;
    private final String key;

    S3Upload(S3Calls calls, String key) {
        this.calls = calls;
        this.key = key;
    }

    /** Puts the bytes and tells what {@code head} then says. */
    StoredObject bytes(byte[] body, Supplier<Optional<StoredObject>> head) {
        String etag = calls.make(
                "write",
                key,
                body.length,
                (client, deadline) -> client.putObject(
                                request -> request.bucket(calls.location().bucket())
                                        .key(key)
                                        .contentMD5(md5(body))
                                        .overrideConfiguration(deadline),
                                repeatable(body))
                        .eTag());
        return seen(etag, head);
    }

    /** Puts a file, which must not change meanwhile. */
    StoredObject file(Path file, Supplier<Optional<StoredObject>> head) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = in.size();
            if (size <= calls.tuning().partBytes()) {
                return bytes(part(in, 0, (int) size), head);
            }
            return seen(inParts(in, size, head), head);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private String inParts(FileChannel in, long size, Supplier<Optional<StoredObject>> head) {
        int partBytes = partBytes(size, calls.tuning().partBytes());
        int count = Math.toIntExact(Math.ceilDiv(size, (long) partBytes));
        String upload = calls.make(
                "write",
                key,
                0,
                (client, deadline) -> client.createMultipartUpload(
                                request -> request.bucket(calls.location().bucket())
                                        .key(key)
                                        .overrideConfiguration(deadline))
                        .uploadId());
        try {
            List<CompletedPart> parts = new ArrayList<>();
            Parallel.forEach(Parallel.numbers(count), calls.tuning().parallel(), index -> {
                long offset = (long) index * partBytes;
                byte[] body = part(in, offset, (int) Math.min(partBytes, size - offset));
                CompletedPart part = send(upload, index + 1, body);
                synchronized (parts) {
                    parts.add(part);
                }
            });
            parts.sort(Comparator.comparing(CompletedPart::partNumber));
            return complete(upload, parts, size, head);
        } catch (RuntimeException e) {
            abandon(upload, e);
            throw e;
        }
    }

    /** Some stores copy all bytes now, so the deadline is that of moving them. */
    private String complete(
            String upload, List<CompletedPart> parts, long size, Supplier<Optional<StoredObject>> head) {
        try {
            return calls.make(
                    "write",
                    key,
                    size,
                    (client, deadline) -> client.completeMultipartUpload(
                                    request -> request.bucket(calls.location().bucket())
                                            .key(key)
                                            .uploadId(upload)
                                            .multipartUpload(all -> all.parts(parts))
                                            .overrideConfiguration(deadline))
                            .eTag());
        } catch (StorageException e) {
            // Where the answer to an attempt was lost, the next one finds no upload any more, but the object.
            return head.get()
                    .map(StoredObject::etag)
                    .filter(etag -> etag.equals(etagOf(parts)))
                    .orElseThrow(() -> e);
        }
    }

    /** What stores that do not encrypt make of the parts' MD5s. */
    private static String etagOf(List<CompletedPart> parts) {
        MessageDigest all = md5();
        try {
            parts.forEach(part -> all.update(HexFormat.of().parseHex(part.eTag().replace("\"", ""))));
        } catch (IllegalArgumentException e) {
            return ""; // this store's tags are something else
        }
        return "\"" + HexFormat.of().formatHex(all.digest()) + "-" + parts.size() + "\"";
    }

    /** The size of all parts but the last: equal, as some stores ask, and few enough. */
    static int partBytes(long size, int usual) {
        long least = Math.ceilDiv(size, (long) MAX_PARTS);
        long wholeMebibytes = Math.ceilDiv(least, 1L << 20) << 20;
        return Math.toIntExact(Math.max(usual, wholeMebibytes));
    }

    private CompletedPart send(String upload, int number, byte[] body) {
        return calls.make("write", key, body.length, (client, deadline) -> {
            String etag = client.uploadPart(
                            request -> request.bucket(calls.location().bucket())
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(number)
                                    .contentMD5(md5(body))
                                    .overrideConfiguration(deadline),
                            repeatable(body))
                    .eTag();
            return CompletedPart.builder().partNumber(number).eTag(etag).build();
        });
    }

    private void abandon(String upload, RuntimeException failure) {
        try {
            calls.make(
                    "abandon",
                    key,
                    0,
                    (client, deadline) -> client.abortMultipartUpload(
                            request -> request.bucket(calls.location().bucket())
                                    .key(key)
                                    .uploadId(upload)
                                    .overrideConfiguration(deadline)));
        } catch (StorageException e) {
            failure.addSuppressed(e);
        }
    }

    /** What the store shows; asks again while it shows nothing or, as yet, an older object. */
    private StoredObject seen(String etag, Supplier<Optional<StoredObject>> head) {
        Optional<StoredObject> shown = head.get();
        for (int look = 1; look < MAX_LOOKS && !isShown(etag, shown, look); look++) {
            LockSupport.parkNanos(Duration.ofMillis(20L << look).toNanos());
            shown = head.get();
        }
        return shown.orElseThrow(
                () -> new StorageException("cannot write " + calls.location().place() + "/" + key
                        + ": the store took it and does not show it; use a store that shows at once what it took"));
    }

    private static boolean isShown(String etag, Optional<StoredObject> shown, int look) {
        // Another ETag is an older object, which passes, or the newer one of another writer, which does not.
        return shown.isPresent() && (shown.get().etag().equals(etag) || look > 2);
    }

    private static byte[] part(FileChannel in, long offset, int length) {
        try {
            ByteBuffer buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining()) {
                if (in.read(buffer, offset + buffer.position()) < 0) {
                    throw new IOException("it shrank while it was read");
                }
            }
            return buffer.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RequestBody repeatable(byte[] body) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(body), body.length, "application/octet-stream");
    }

    private static String md5(byte[] body) {
        return Base64.getEncoder().encodeToString(md5().digest(body));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
