package io.grail.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * Reads answers that are no objects (listings, errors) before the SDK does: up to a bound, and so that one that breaks
 * off is asked for again, which the SDK's reader of XML would not do.
 */
final class AnswerBound implements ExecutionInterceptor {
    /** A page of a thousand keys of the greatest length, each of their characters escaped, is below it. */
    private static final int MAX_BYTES = 4 << 20;

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        // An object's body is bounded by its reader.
        boolean object = context.request() instanceof GetObjectRequest
                && context.httpResponse().isSuccessful();
        return object ? context.responseBody() : context.responseBody().map(AnswerBound::whole);
    }

    private static InputStream whole(InputStream in) {
        try {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length <= MAX_BYTES) {
                return new ByteArrayInputStream(bytes);
            }
        } catch (IOException e) {
            throw RetryableException.create("the answer broke off: " + e.getMessage(), e);
        }
        if (in instanceof Abortable endless) {
            endless.abort(); // closing it would read on
        }
        throw NonRetryableException.create("the answer has more than " + MAX_BYTES + " bytes");
    }
}
