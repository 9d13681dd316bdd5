package io.grail.chain.rpc;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Keeps one link open: dials, restores subscriptions, listens for its heart, and dials again; one virtual thread. */
final class Supervisor implements Runnable {
    /** How long a socket that died silently may go unnoticed. */
    private static final Duration PING_EVERY = Duration.ofSeconds(1);

    private final RpcTimes times;
    private final Dialer dialer;
    private final Endpoints endpoints;
    private final Current current;
    private final Set<Feed> feeds;
    private final Consumer<RpcEvent> listener;

    Supervisor(RpcConfig config, Dialer dialer, Current current, Set<Feed> feeds, Consumer<RpcEvent> listener) {
        times = config.times();
        this.dialer = dialer;
        endpoints = new Endpoints(config, ThreadLocalRandom.current());
        this.current = current;
        this.feeds = feeds;
        this.listener = listener;
    }

    @Override
    public void run() {
        try {
            while (true) {
                Endpoints.Choice choice = endpoints.next(System.nanoTime());
                if (current.awaitClosed(choice.pause())) {
                    return;
                }
                switch (dialer.dial(choice.endpoint())) {
                    case Dialer.Dialed.Down down -> note(choice.endpoint(), down.loss(), false);
                    case Dialer.Dialed.Up up -> serve(up.link(), up.chain());
                }
            }
        } catch (InterruptedException e) {
            // Only its owner's closing interrupts it.
        } finally {
            feeds.forEach(feed -> feed.mailbox().end("the connection was closed"));
        }
    }

    private void serve(Link link, ChainIdentity chain) throws InterruptedException {
        long since = System.nanoTime();
        try {
            current.up(link);
            listener.accept(new RpcEvent.Up(link.endpoint(), chain));
            for (Feed feed : feeds) {
                feed.attach(link, times.attempt());
            }
            Loss loss = listen(link);
            note(
                    link.endpoint(),
                    loss,
                    System.nanoTime() - since > times.silence().toNanos());
        } finally {
            link.close();
        }
    }

    private Loss listen(Link link) throws InterruptedException {
        Duration half = times.block().dividedBy(2);
        while (true) {
            Optional<Loss> loss = link.awaitLoss(half.compareTo(PING_EVERY) < 0 ? half : PING_EVERY);
            if (loss.isPresent()) {
                return loss.get();
            }
            link.check(times.silence());
        }
    }

    private void note(URI endpoint, Loss loss, boolean proven) {
        if (loss instanceof Loss.Closed) {
            return; // nothing is wrong with the endpoint
        }
        Duration pause = endpoints.failed(endpoint, loss, proven, System.nanoTime());
        current.down(endpoints.report(), endpoints.allServeAnotherChain());
        listener.accept(new RpcEvent.Down(endpoint, loss.reason(), pause));
    }
}
