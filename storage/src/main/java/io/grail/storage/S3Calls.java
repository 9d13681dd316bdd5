package io.grail.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Calls of one bucket: signed, with deadlines, retried, and with failures that say what to do.
 *
 * <p>Nothing is taken from the environment, from system properties or from files of other tools, and no redirect is
 * followed: who is asked, and as whom, stands in the location alone.
 */
final class S3Calls implements AutoCloseable {
    /** A proxy would resolve names itself, past {@link Reach}. */
    private static final ProxyConfiguration NO_PROXY = ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariableValues(false)
            .build();

    private final S3Location location;
    private final S3Tuning tuning;
    private final ScheduledExecutorService deadlines;
    private final S3Client client;

    /** Calls signed by {@code key}; unsigned without one. */
    S3Calls(S3Location location, Optional<S3Key> key, Reach reach, S3Tuning tuning) {
        reach.check(location.endpoint());
        this.location = location;
        this.tuning = tuning;
        // Virtual: the client's own would be five platform threads for each peer's bucket.
        this.deadlines = Executors.newScheduledThreadPool(1, Thread.ofVirtual().factory());
        this.client = S3Client.builder()
                .endpointOverride(location.endpoint().uri())
                .region(Region.of(location.region()))
                .forcePathStyle(!location.endpoint().virtualHost())
                .credentialsProvider(credentials(key))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .dnsResolver(new ReachableNames(reach, tuning.silence()))
                        .proxyConfiguration(NO_PROXY)
                        .maxConnections(2 * tuning.parallel() + 8)
                        .connectionTimeout(tuning.silence())
                        .socketTimeout(tuning.silence()))
                .overrideConfiguration(policy(tuning, deadlines))
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                // Newer checksums travel as trailers that not every store knows; uploads carry Content-MD5, which all
                // do.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build();
    }

    private static AwsCredentialsProvider credentials(Optional<S3Key> key) {
        return key.isEmpty()
                ? AnonymousCredentialsProvider.create()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key.get().id(), key.get().secret()));
    }

    private static ClientOverrideConfiguration policy(S3Tuning tuning, ScheduledExecutorService deadlines) {
        Duration first = tuning.backoff();
        return ClientOverrideConfiguration.builder()
                .defaultProfileFile(ProfileFile.aggregator().build())
                .scheduledExecutorService(deadlines)
                .addExecutionInterceptor(new AnswerBound())
                .retryStrategy(StandardRetryStrategy.builder()
                        .maxAttempts(tuning.attempts())
                        .backoffStrategy(BackoffStrategy.exponentialDelay(first, first.multipliedBy(100)))
                        .throttlingBackoffStrategy(
                                BackoffStrategy.exponentialDelay(first.multipliedBy(5), first.multipliedBy(100)))
                        .build())
                .build();
    }

    S3Location location() {
        return location;
    }

    S3Tuning tuning() {
        return tuning;
    }

    /** One call, with the deadline that it is to carry. */
    @FunctionalInterface
    interface Call<T> {
        T on(S3Client client, AwsRequestOverrideConfiguration deadline);
    }

    /**
     * Makes a call that moves up to {@code bytes} of body.
     *
     * @param action what is done, as it stands after "cannot" in a message
     */
    <T> T make(String action, String key, long bytes, Call<T> call) {
        AwsRequestOverrideConfiguration deadline = AwsRequestOverrideConfiguration.builder()
                .apiCallAttemptTimeout(tuning.attempt(bytes))
                .apiCallTimeout(tuning.call(bytes))
                .build();
        try {
            return call.on(client, deadline);
        } catch (StorageException e) {
            throw e;
        } catch (SdkException e) {
            throw S3Failures.explain(location, action, key, e);
        } catch (RuntimeException e) {
            // The SDK lets some through, and no answer of a stranger may look like a fault of this node.
            throw S3Failures.nonsense(location, action, key, e);
        }
    }

    /** What a store told of an object, if it told all of it. */
    StoredObject described(String key, Long size, Instant lastModified, String etag) {
        if (size == null || size < 0 || lastModified == null || etag == null || etag.isEmpty()) {
            throw new StorageException("the store does not tell size, Last-Modified and ETag of " + location.place()
                    + "/" + ObjectKeys.printable(key) + "; use a store that does");
        }
        return new StoredObject(key, size, lastModified.truncatedTo(ChronoUnit.SECONDS), etag);
    }

    @Override
    public void close() {
        client.close();
        deadlines.shutdownNow();
    }
}
