package io.grail.storage;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Names as {@link Reach} allows them, at the moment of each connection.
 *
 * <p>The system's lookup cannot be interrupted, and holds the thread under a virtual one. So it is made on threads of
 * its own, and given up when the store's patience is over: a name server that does not answer for one stranger's name
 * keeps no other's bucket waiting.
 */
final class ReachableNames implements DnsResolver {
    private static final ExecutorService LOOKUPS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("names-", 0).factory());

    private final Reach reach;
    private final Duration patience;

    ReachableNames(Reach reach, Duration patience) {
        this.reach = reach;
        this.patience = patience;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        Future<InetAddress[]> lookup = LOOKUPS.submit(() -> reach.resolve(host));
        try {
            return lookup.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException("looking up " + host + " failed", e.getCause());
        } catch (TimeoutException e) {
            throw new UnknownHostException(
                    host + ": no name server answered for " + patience.toMillis() / 1000.0 + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host + ": interrupted while it was looked up");
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
