package io.grail.storage;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Which servers a bucket's location may lead to. Locations are strangers' text, and a node must not be made to knock
 * at doors of its own network for them.
 */
public enum Reach {
    /** Servers of the internet, by name and TLS. */
    PUBLIC,
    /** Besides, this machine and private networks, by address and plain http too: for development. */
    LOCAL_TOO;

    private static final List<String> LOCAL_SUFFIXES =
            List.of("localhost", ".local", ".internal", ".localdomain", ".intranet", ".lan", ".home.arpa");

    /**
     * Passes an endpoint on that may be asked.
     *
     * @throws StorageException saying why it may not
     */
    S3Endpoint check(S3Endpoint endpoint) {
        if (this == PUBLIC) {
            if (!endpoint.tls()) {
                throw refused(endpoint, "plain http");
            }
            String host = endpoint.host();
            if (endpoint.isAddress()
                    || !host.contains(".")
                    || LOCAL_SUFFIXES.stream().anyMatch(host::endsWith)) {
                throw refused(endpoint, "not a public host name");
            }
        }
        return endpoint;
    }

    private static StorageException refused(S3Endpoint endpoint, String why) {
        return new StorageException("refused to ask " + endpoint + ": " + why
                + " is for development alone; --allow-local-buckets (or GRAIL_ALLOW_LOCAL_BUCKETS=true) allows it");
    }

    /**
     * What a name means, at the moment of connecting: a name that is bound anew between check and use gains nothing.
     *
     * @throws UnknownHostException if it means nothing, or an address that may not be asked
     */
    InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            boolean allowed = this == PUBLIC ? AddressRanges.isPublic(address) : AddressRanges.isUsable(address);
            if (!allowed) {
                throw new UnreachableNameException(host + " leads to " + address.getHostAddress()
                        + ", which no bucket's location may lead to"
                        + (this == PUBLIC ? " without --allow-local-buckets" : ""));
            }
        }
        return addresses;
    }
}
