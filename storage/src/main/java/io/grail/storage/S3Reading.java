package io.grail.storage;

import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads bytes of objects; none is kept before its number is known and allowed. */
final class S3Reading {
    private final S3Calls calls;

    S3Reading(S3Calls calls) {
        this.calls = calls;
    }

    /** What a store has to say to a wish for bytes. */
    sealed interface Answer {
        /** Not a record, which would compare arrays by identity. */
        final class Bytes implements Answer {
            private final byte[] bytes;

            private Bytes(byte[] bytes) {
                this.bytes = bytes;
            }

            byte[] bytes() {
                return bytes;
            }
        }

        record TooLarge(long size) implements Answer {}

        /** There is no such object. */
        record Missing() implements Answer {}

        /** The object ends before the range begins. */
        record Beyond() implements Answer {}

        /** It is not the version that was asked for. */
        record Changed() implements Answer {}
    }

    /**
     * The bytes that are wanted.
     *
     * @param etag of the version wanted; empty for any
     */
    record Wish(String key, long offset, long length, boolean ranged, Optional<String> etag) {
        static Wish whole(String key, long maxBytes) {
            return new Wish(key, 0, maxBytes, false, Optional.empty());
        }

        static Wish range(String key, long offset, long length) {
            return new Wish(key, offset, length, true, Optional.empty());
        }

        Wish of(String version) {
            return new Wish(key, offset, length, ranged, Optional.of(version));
        }

        private long last() {
            return offset > Long.MAX_VALUE - length ? Long.MAX_VALUE : offset + length - 1;
        }
    }

    Answer read(Wish wish) {
        return calls.make("read", wish.key(), wish.length(), (client, deadline) -> {
            GetObjectRequest.Builder request = GetObjectRequest.builder()
                    .bucket(calls.location().bucket())
                    .key(wish.key())
                    .overrideConfiguration(deadline);
            if (wish.ranged()) {
                request.range("bytes=" + wish.offset() + "-" + wish.last());
            }
            wish.etag().ifPresent(request::ifMatch);
            ResponseTransformer<GetObjectResponse, Answer> body = (response, in) -> receive(wish, response, in);
            try {
                return client.getObject(request.build(), body);
            } catch (S3Exception e) {
                return refusal(e);
            }
        });
    }

    private static Answer refusal(S3Exception e) {
        boolean noBucket = S3Failures.code(e).filter("NoSuchBucket"::equals).isPresent();
        return switch (e.statusCode()) {
            case 404 -> {
                if (noBucket) {
                    throw e;
                }
                yield new Answer.Missing();
            }
            case 412 -> new Answer.Changed();
            case 416 -> new Answer.Beyond();
            default -> throw e;
        };
    }

    private static Answer receive(Wish wish, GetObjectResponse response, AbortableInputStream in) {
        Long size = response.contentLength();
        if (size == null || size < 0) {
            in.abort();
            throw NonRetryableException.create("the store does not say how many bytes it sends");
        }
        if (wish.etag().isPresent() && !wish.etag().get().equals(response.eTag())) {
            in.abort();
            return new Answer.Changed();
        }
        if (wish.ranged() && !isAnswered(wish, Optional.ofNullable(response.contentRange()))) {
            in.abort();
            throw NonRetryableException.create("the store does not answer with the range that was asked for");
        }
        if (size > wish.length()) {
            in.abort();
            return new Answer.TooLarge(size);
        }
        return new Answer.Bytes(exactly(size, in));
    }

    private static boolean isAnswered(Wish wish, Optional<String> contentRange) {
        // Without the header it is the whole object, which begins with the range if that begins at 0.
        return contentRange
                .map(range -> range.startsWith("bytes " + wish.offset() + "-"))
                .orElse(wish.offset() == 0);
    }

    private static byte[] exactly(long size, AbortableInputStream in) {
        try {
            // Grows with what comes: a claim of many bytes alone costs nothing.
            byte[] bytes = in.readNBytes(Math.toIntExact(size));
            if (bytes.length < size || in.read() >= 0) {
                throw new IOException("the body has not the " + size + " bytes that it was said to have");
            }
            return bytes;
        } catch (IOException e) {
            in.abort();
            throw retryable(e);
        }
    }

    private static SdkException retryable(IOException e) {
        return RetryableException.create("the body broke off: " + e.getMessage(), e);
    }
}
