package io.grail.storage;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that speaks the S3 protocol.
 *
 * @param tls whether it is spoken to by https; plain http is for this machine and one's own network
 * @param host a lower-case name with letters in its last part, or an IPv4 address in four decimal parts
 * @param port 443, or 80 without tls, or 1,024 to 65,535: no port where other kinds of service are at home
 * @param virtualHost whether a bucket is the first part of the host name, rather than of the path
 */
public record S3Endpoint(boolean tls, String host, int port, boolean virtualHost) {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern AWS_HOST = Pattern.compile("s3[.-]([a-z0-9-]+)\\.amazonaws\\.com");
    private static final String R2_HOST = ".r2.cloudflarestorage.com";

    public S3Endpoint {
        if (!isName(host) && !IPV4.matcher(host).matches()) {
            throw new IllegalArgumentException("a host is a lower-case name or four decimal numbers, got " + host);
        }
        if (port != usualPort(tls) && (port < 1024 || port > 65_535)) {
            throw new IllegalArgumentException(
                    "a port is " + usualPort(tls) + " or in [1024, 65535], got " + port + " with " + host);
        }
        if (virtualHost && IPV4.matcher(host).matches()) {
            throw new IllegalArgumentException("an address has no virtual hosts, got " + host);
        }
    }

    static int usualPort(boolean tls) {
        return tls ? 443 : 80;
    }

    private static boolean isName(String host) {
        if (host.length() > 253) {
            return false;
        }
        String last = "";
        for (String label : host.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
            last = label;
        }
        // What ends in a number, 0x7f or the like is an address to some resolvers.
        return Character.isLetter(last.charAt(0));
    }

    boolean isAddress() {
        return IPV4.matcher(host).matches();
    }

    /** The region that signatures name where a location names none. */
    String usualRegion() {
        if (host.endsWith(R2_HOST)) {
            return "auto";
        }
        Matcher aws = AWS_HOST.matcher(host);
        return aws.matches() ? aws.group(1) : "us-east-1";
    }

    /** Cloudflare's store of one account, in which an account's id is 32 hexadecimal digits. */
    static S3Endpoint r2(String account) {
        return new S3Endpoint(true, account + R2_HOST, 443, false);
    }

    /** The account, if this is {@link #r2 Cloudflare's store}. */
    Optional<String> r2Account() {
        boolean usual = tls && port == usualPort(true) && !virtualHost;
        return usual && host.endsWith(R2_HOST)
                ? Optional.of(host.substring(0, host.length() - R2_HOST.length()))
                : Optional.empty();
    }

    /** The server's address without a bucket. */
    public URI uri() {
        return URI.create((tls ? "https://" : "http://") + host + (port == usualPort(tls) ? "" : ":" + port));
    }

    @Override
    public String toString() {
        return uri().toString();
    }
}
