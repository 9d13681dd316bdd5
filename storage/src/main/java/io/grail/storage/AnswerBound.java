package io.grail.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** Ends answers that are read whole into memory (listings, errors) when they grow beyond reason. */
final class AnswerBound implements ExecutionInterceptor {
    /** A page of a thousand keys of the greatest length, each of their characters escaped, is below it. */
    private static final long MAX_BYTES = 4 << 20;

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        // An object's body is bounded by its reader.
        boolean body = context.request() instanceof GetObjectRequest
                && context.httpResponse().isSuccessful();
        return body ? context.responseBody() : context.responseBody().map(Bounded::new);
    }

    private static final class Bounded extends FilterInputStream {
        private long left = MAX_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int moved = in.read(buffer, offset, length);
            count(Math.max(0, moved));
            return moved;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long moved = in.skip(bytes);
            count(moved);
            return moved;
        }

        private void count(long moved) throws IOException {
            left -= moved;
            if (left < 0) {
                throw new IOException("the answer has more than " + MAX_BYTES + " bytes");
            }
        }
    }
}
