package io.grail.storage;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/** Names as {@link Reach} allows them, at the moment of each connection. */
final class ReachableNames implements DnsResolver {
    private final Reach reach;

    ReachableNames(Reach reach) {
        this.reach = reach;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return reach.resolve(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
