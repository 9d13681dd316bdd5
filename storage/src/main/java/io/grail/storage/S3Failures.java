package io.grail.storage;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Turns what an object store or its client says into one sentence that names the place and what to do about it. */
final class S3Failures {
    /** Stores refuse signatures that are older, or younger, than this. */
    private static final Duration TOLERATED_SKEW = Duration.ofMinutes(15);

    private static final Set<String> FULL = Set.of("QuotaExceeded", "StorageFull", "XMinioStorageFull");

    private static final String LATE =
            "no whole answer in time, after several attempts; see whether the store is up and"
                    + " the network is fast enough";

    private S3Failures() {}

    static StorageException explain(S3Location location, String action, String key, SdkException cause) {
        if (cause instanceof AbortedException) {
            Thread.currentThread().interrupt(); // the client took the interrupt for itself
        }
        String advice = cause instanceof S3Exception answer ? ofAnswer(location, answer) : withoutAnswer(cause);
        String message = beginning(location, action, key) + advice;
        return mayPass(cause) ? new StoreUnavailableException(message, cause) : new StorageException(message, cause);
    }

    /** Whether the same may succeed later, whatever the owner of the key does. */
    private static boolean mayPass(SdkException cause) {
        if (cause instanceof S3Exception answer) {
            int status = answer.statusCode();
            boolean late = code(answer).filter("RequestTimeout"::equals).isPresent();
            return status == 200 || status == 429 || status >= 500 || late || isFull(answer);
        }
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof AbortedException || isWrongServer(inner)) {
                return false;
            }
        }
        return true;
    }

    /** Another server than the location means, or one that may not be asked; a handshake that broke off is neither. */
    private static boolean isWrongServer(Throwable failure) {
        return failure instanceof CertificateException
                || failure instanceof CertPathValidatorException
                || failure instanceof SSLPeerUnverifiedException
                || failure instanceof UnreachableNameException;
    }

    private static boolean isFull(S3Exception answer) {
        return code(answer).filter(FULL::contains).isPresent();
    }

    /** For what is neither an answer that the SDK understands nor a failure that it expects. */
    static StorageException nonsense(S3Location location, String action, String key, RuntimeException cause) {
        return new StorageException(
                beginning(location, action, key) + "the store's answer makes no sense, or the bucket was closed ("
                        + shown(String.valueOf(cause.getMessage())) + ")",
                cause);
    }

    private static String beginning(S3Location location, String action, String key) {
        String what = key.isEmpty() ? location.place() : location.place() + "/" + ObjectKeys.printable(key);
        return "cannot " + action + " " + what + ": ";
    }

    static Optional<String> code(S3Exception answer) {
        return Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorCode);
    }

    private static String ofAnswer(S3Location location, S3Exception answer) {
        int status = answer.statusCode();
        String code = code(answer).map(S3Failures::shown).orElse("");
        String said = "the store answered " + status + (code.isEmpty() ? "" : " " + code);
        if (isFull(answer)) {
            return said + "; free some space in the bucket";
        }
        return switch (code) {
            case "NoSuchBucket" -> said + "; there is no such bucket: create it or correct the location";
            case "InvalidAccessKeyId" -> said + "; it does not know this access key: correct the key or make a new one";
            case "SignatureDoesNotMatch" ->
                said + "; the secret does not belong to the access key, or the region is not " + location.region()
                        + skew(answer).map(skew -> "; or because " + skew).orElse("");
            case "RequestTimeTooSkewed" ->
                said + "; " + skew(answer).orElse("this machine's clock and the store's differ by too much")
                        + ": set this machine's clock, for instance by NTP";
            case "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                said + "; the bucket is not in region " + location.region() + ": name its region in the location";
            case "EntityTooLarge" -> said + "; the store takes no object of this size";
            default ->
                said + "; " + ofStatus(status)
                        + skew(answer).map(skew -> "; note that " + skew).orElse("");
        };
    }

    private static String ofStatus(int status) {
        if (status >= 300 && status < 400) {
            return "redirects are not followed: name the bucket's own endpoint and region in the location";
        }
        return switch (status) {
            case 401, 403 -> "this access key may not do that, or there is none: give it the right, listing included";
            case 404 -> "it is not there";
            case 429, 503 -> "it asks to slow down, and did after several attempts: try again later";
            // 200: an error in place of the end of an answer that had begun
            default ->
                status >= 500 || status == 200
                        ? "the fault is the store's: try again later"
                        : "it did not understand the request";
        };
    }

    private static String withoutAnswer(SdkException cause) {
        if (cause instanceof AbortedException) {
            return "interrupted";
        }
        if (cause instanceof ApiCallTimeoutException || cause instanceof ApiCallAttemptTimeoutException) {
            return LATE;
        }
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            String said = shown(String.valueOf(inner.getMessage()));
            if (inner instanceof UnknownHostException) {
                return inner instanceof UnreachableNameException
                        ? said
                        : "unknown host; correct the location or see to the network";
            }
            if (inner instanceof SocketTimeoutException) {
                return LATE;
            }
            if (inner instanceof ConnectException) {
                return "no connection; see whether the store is up and the port is right (" + said + ")";
            }
            if (inner instanceof SSLException) {
                return "no secure connection; the store's certificate does not fit its name (" + said + ")";
            }
        }
        return shown(String.valueOf(cause.getMessage()));
    }

    /** How far this machine's clock is from the store's, if that is enough to be refused for it. */
    private static Optional<String> skew(S3Exception answer) {
        return Optional.ofNullable(answer.awsErrorDetails())
                .map(AwsErrorDetails::sdkHttpResponse)
                .flatMap(S3Failures::date)
                .map(store -> Duration.between(store, Instant.now()))
                .filter(ahead -> ahead.abs().compareTo(TOLERATED_SKEW) > 0)
                .map(ahead -> "this machine's clock is " + ahead.abs().toSeconds() + " s "
                        + (ahead.isNegative() ? "behind" : "ahead of") + " the store's");
    }

    /** The store's clock, as an answer tells it. */
    private static Optional<Instant> date(SdkHttpResponse answer) {
        try {
            return answer.firstMatchingHeader("Date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String shown(String text) {
        String printable = ObjectKeys.printable(text);
        return printable.length() > 300 ? printable.substring(0, 300) + "..." : printable;
    }
}
