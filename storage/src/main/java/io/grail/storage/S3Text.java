package io.grail.storage;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of {@link S3Location}, see docs/storage.md.
 *
 * <p>Either {@code s3://HOST[:PORT]/BUCKET[?key=ID:SECRET][&region=R][&style=virtual]}, with {@code s3+http} for a
 * server without TLS; or 128 characters, the established form of R2: account id, read key's id, its secret, the bucket
 * bearing the account's id as its name. Nothing is escaped: no part may hold a character that would need it.
 */
final class S3Text {
    static final String KNOWN = "s3://HOST/BUCKET?key=ID:SECRET, 128 hexadecimal characters of R2";

    private static final Pattern R2 = Pattern.compile("([0-9a-f]{32})([0-9a-f]{32})([0-9a-f]{64})");
    private static final Pattern URL =
            Pattern.compile("s3(\\+http)?://([^/:?#@]+)(?::([0-9]{1,5}))?/([^/?#]+)(?:\\?([^?#]+))?");

    private S3Text() {}

    /** Whether this text is meant to be a location of this kind. */
    static boolean claims(String text) {
        return text.startsWith("s3:")
                || text.startsWith("s3+")
                || R2.matcher(text).matches();
    }

    static String print(S3Location location) {
        Optional<String> established = established(location);
        if (established.isPresent()) {
            return established.get();
        }
        S3Endpoint endpoint = location.endpoint();
        StringBuilder text = new StringBuilder(endpoint.tls() ? "s3://" : "s3+http://").append(endpoint.host());
        if (endpoint.port() != S3Endpoint.usualPort(endpoint.tls())) {
            text.append(':').append(endpoint.port());
        }
        text.append('/').append(location.bucket());
        char separator = '?';
        if (location.readKey().isPresent()) {
            S3Key key = location.readKey().get();
            text.append(separator).append("key=").append(key.id()).append(':').append(key.secret());
            separator = '&';
        }
        if (!location.region().equals(endpoint.usualRegion())) {
            text.append(separator).append("region=").append(location.region());
            separator = '&';
        }
        return endpoint.virtualHost()
                ? text.append(separator).append("style=virtual").toString()
                : text.toString();
    }

    private static Optional<String> established(S3Location location) {
        return location.endpoint()
                .r2Account()
                .filter(location.bucket()::equals)
                .filter(account -> location.region().equals("auto"))
                .flatMap(account -> location.readKey().map(key -> account + key.id() + key.secret()))
                .filter(text -> R2.matcher(text).matches());
    }

    /**
     * The inverse of {@link #print} for hostile text.
     *
     * @throws IllegalArgumentException saying what is wrong, without the secret
     */
    static S3Location parse(String text) {
        Matcher r2 = R2.matcher(text);
        if (r2.matches()) {
            S3Key key = new S3Key(r2.group(2), r2.group(3));
            return new S3Location(S3Endpoint.r2(r2.group(1)), r2.group(1), "auto", Optional.of(key));
        }
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            throw new IllegalArgumentException("a host, a bucket and options are wanted, no user and no fragment");
        }
        boolean tls = url.group(1) == null;
        int port = url.group(3) == null ? S3Endpoint.usualPort(tls) : Integer.parseInt(url.group(3));
        Options options = Options.of(Optional.ofNullable(url.group(5)));
        S3Endpoint endpoint = new S3Endpoint(tls, url.group(2), port, options.virtualHost);
        return new S3Location(endpoint, url.group(4), options.region.orElseGet(endpoint::usualRegion), options.key);
    }

    private record Options(Optional<S3Key> key, Optional<String> region, boolean virtualHost) {
        static Options of(Optional<String> query) {
            Options found = new Options(Optional.empty(), Optional.empty(), false);
            for (String option : query.map(q -> q.split("&", -1)).orElse(new String[0])) {
                found = found.with(option);
            }
            return found;
        }

        private Options with(String option) {
            int colon = option.indexOf(':');
            if (option.startsWith("key=") && colon > 0 && key.isEmpty()) {
                S3Key read = new S3Key(option.substring(4, colon), option.substring(colon + 1));
                return new Options(Optional.of(read), region, virtualHost);
            }
            if (option.startsWith("region=") && region.isEmpty()) {
                return new Options(key, Optional.of(option.substring(7)), virtualHost);
            }
            if (option.equals("style=virtual") && !virtualHost) {
                return new Options(key, region, true);
            }
            throw new IllegalArgumentException("options are key=ID:SECRET, region=NAME and style=virtual, each once");
        }
    }
}
