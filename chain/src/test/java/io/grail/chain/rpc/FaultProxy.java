package io.grail.chain.rpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;

/**
 * Stands between client and node and, by lot, drops, delays, swaps, spoils and cuts what passes, in both directions.
 *
 * <p>What it spoils is no JSON any more: a message changed into another valid one is for TLS to find, not for us. All
 * that passes is handled by one thread, in the order of its coming.
 */
final class FaultProxy extends WebSocketServer implements AutoCloseable {
    /** What may happen to a message. */
    enum Fault {
        DROP,
        DELAY,
        SWAP,
        SPOIL,
        CUT
    }

    private final URI node;
    private final int oneIn;
    private final SplittableRandom random;
    private final CountDownLatch started = new CountDownLatch(1);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Map<Fault, Integer> faults = new ConcurrentHashMap<>();
    private final Map<WebSocket, Far> pairs = new HashMap<>();
    private final Map<WebSocket, List<String>> held = new HashMap<>();

    /**
     * In front of {@code node}.
     *
     * @param oneIn of so many messages meets a fault
     */
    FaultProxy(URI node, int oneIn, long seed) throws InterruptedException {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), FakeNode.freePort()), 1);
        this.node = node;
        this.oneIn = oneIn;
        random = new SplittableRandom(seed);
        setReuseAddr(true);
        setTcpNoDelay(true);
        setConnectionLostTimeout(0);
        start();
        if (!started.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the proxy does not start");
        }
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + getPort());
    }

    /** How often what has happened. */
    Map<Fault, Integer> faults() {
        return Map.copyOf(faults);
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public void onOpen(WebSocket near, ClientHandshake handshake) {
        Far far = new Far(near);
        far.setTcpNoDelay(true);
        far.setConnectionLostTimeout(0);
        post(() -> {
            pairs.put(near, far);
            far.connect();
        });
    }

    @Override
    public void onMessage(WebSocket near, String text) {
        post(() -> {
            Far far = pairs.get(near);
            if (far != null) {
                far.whenOpen(() -> pass(far, text, far));
            }
        });
    }

    @Override
    public void onClose(WebSocket near, int code, String reason, boolean remote) {
        post(() -> {
            held.remove(near);
            Far far = pairs.remove(near);
            if (far != null) {
                held.remove(far);
                far.cut();
            }
        });
    }

    @Override
    public void onError(@Nullable WebSocket near, Exception error) {}

    @Override
    public void close() {
        post(() -> pairs.values().forEach(Far::cut));
        thread.shutdown();
        try {
            stop(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void post(Runnable what) {
        try {
            thread.execute(what);
        } catch (RejectedExecutionException e) {
            // The proxy is closed.
        }
    }

    /** Sends {@code text} to {@code to}, unless the lot says otherwise; {@code pair} is what a cut ends. */
    private void pass(WebSocket to, String text, Far pair) {
        if (random.nextInt(oneIn) != 0) {
            release(to, text);
            return;
        }
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        faults.merge(fault, 1, Integer::sum);
        switch (fault) {
            case DROP -> {}
            case DELAY -> {
                var _ = thread.schedule(() -> send(to, text), random.nextInt(1, 100), TimeUnit.MILLISECONDS);
            }
            case SWAP -> held.computeIfAbsent(to, _ -> new ArrayList<>()).add(text);
            case SPOIL -> send(to, text.substring(0, random.nextInt(text.length())));
            case CUT -> {
                Cables.cut(pair.near);
                pair.cut();
            }
        }
    }

    /** Those that were held back come after the one that overtakes them. */
    private void release(WebSocket to, String text) {
        send(to, text);
        List<String> overtaken = held.remove(to);
        if (overtaken != null) {
            overtaken.forEach(each -> send(to, each));
        }
    }

    private static void send(WebSocket to, String text) {
        try {
            to.send(text);
        } catch (WebsocketNotConnectedException e) {
            // Cut meanwhile.
        }
    }

    /** The proxy's own connection to the node, for one of the client's. */
    private final class Far extends WebSocketClient {
        private final WebSocket near;
        private final List<Runnable> early = new ArrayList<>();
        private boolean open;
        private boolean dead;

        Far(WebSocket near) {
            super(node);
            this.near = near;
        }

        /** Ends it, or keeps it from beginning. */
        void cut() {
            dead = true;
            Socket socket = getSocket();
            if (open && socket != null) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        void whenOpen(Runnable what) {
            if (open) {
                what.run();
            } else {
                early.add(what);
            }
        }

        @Override
        public void onOpen(ServerHandshake handshake) {
            post(() -> {
                open = true;
                if (dead) {
                    cut();
                }
                early.forEach(Runnable::run);
            });
        }

        @Override
        public void onMessage(String text) {
            post(() -> pass(near, text, this));
        }

        @Override
        public void onClose(int code, String reason, boolean remote) {
            post(() -> Cables.cut(near));
        }

        @Override
        public void onError(Exception error) {}
    }
}
