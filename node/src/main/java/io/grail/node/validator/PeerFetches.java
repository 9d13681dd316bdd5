package io.grail.node.validator;

import io.grail.chain.ChainUnavailableException;
import io.grail.node.sync.Polling;
import io.grail.protocol.artifact.Rejection;
import io.grail.protocol.artifact.RejectionCode;
import io.grail.protocol.artifact.Sighting;
import io.grail.protocol.identity.Hotkey;
import io.grail.storage.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Asks many peers at once, for so long as the node's patience lasts; one peer's fault never touches another's. Only what
 * waits for peers belongs here: the node's own work would be held against them.
 */
final class PeerFetches {
    private PeerFetches() {}

    /** What {@code fetch} found for each of {@code asked}, in their order; on threads of {@code polling}. */
    static <T> List<Gathered> all(
            Polling polling, Collection<T> asked, Function<T, Hotkey> whose, Function<T, Gathered> fetch)
            throws InterruptedException {
        List<Gathered> all = new ArrayList<>();
        Duration patience = polling.patience();
        long started = System.nanoTime();
        ExecutorService threads = polling.threads();
        try {
            List<Hotkey> hotkeys = asked.stream().map(whose).toList();
            List<Future<Gathered>> fetches = new ArrayList<>();
            for (T one : asked) {
                fetches.add(threads.submit(() -> fetch.apply(one)));
            }
            for (int i = 0; i < fetches.size(); i++) {
                long left = patience.toNanos() - (System.nanoTime() - started);
                all.add(outcome(hotkeys.get(i), fetches.get(i), left, patience));
            }
        } finally {
            threads.shutdownNow(); // not closed: who does not listen to an interrupt is not waited for
        }
        return all;
    }

    private static Gathered outcome(Hotkey hotkey, Future<Gathered> fetch, long nanosLeft, Duration patience)
            throws InterruptedException {
        try {
            return fetch.get(Math.max(0, nanosLeft), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            fetch.cancel(true);
            String limit = patience.toMillis() / 1000.0 + " s";
            return unreachable(hotkey, "no answer after " + limit, limit);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StorageException storage) {
                return unreachable(hotkey, String.valueOf(storage.getMessage()), "a readable bucket");
            }
            // Nothing else may be booked on the peer: neither a chain out of reach nor a fault of ours.
            if (e.getCause() instanceof ChainUnavailableException chain) {
                throw chain;
            }
            throw new IllegalStateException("checking the update of " + hotkey + " failed", e.getCause());
        }
    }

    private static Gathered unreachable(Hotkey hotkey, String found, String allowed) {
        return new Gathered.TurnedDown(
                hotkey, new Rejection(RejectionCode.UNREACHABLE, found, allowed), Sighting.NOTHING);
    }
}
