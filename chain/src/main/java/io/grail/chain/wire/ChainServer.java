package io.grail.chain.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grail.chain.local.Extrinsic;
import io.grail.chain.local.LocalChain;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the embedded chain to other processes of this machine, on loopback only.
 *
 * <p>It signs nothing and knows no secret: extrinsics come signed. Requests that carry another host's name are refused,
 * so that no web page can reach it by a name of its own that leads here.
 */
public final class ChainServer implements AutoCloseable {
    private final LocalChain chain;
    private final Routes routes;
    private final HttpServer server;
    private final ExecutorService threads;

    private ChainServer(LocalChain chain, HttpServer server, ExecutorService threads) {
        this.chain = chain;
        this.server = server;
        this.threads = threads;
        routes = new Routes(chain);
    }

    /**
     * Begins to serve.
     *
     * @param port to listen on; 0 takes any free one
     * @throws PortInUseException if that port cannot be had
     */
    public static ChainServer start(LocalChain chain, int port) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(loopback(), port), 0);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            ChainServer server = new ChainServer(chain, http, threads);
            http.setExecutor(threads);
            http.createContext("/", server::handle);
            http.start();
            return server;
        } catch (BindException e) {
            throw new PortInUseException(port, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot serve the chain on port " + port, e);
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<Answer> refusal = foreignHost(exchange);
            send(exchange, refusal.isPresent() ? refusal.get() : answer(exchange));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(Extrinsic.MAX_BYTES + 1);
        }
        if (body.length > Extrinsic.MAX_BYTES) {
            return Answer.error(413, "the body is longer than " + Extrinsic.MAX_BYTES + " bytes");
        }
        URI uri = exchange.getRequestURI();
        return routes.answer(
                exchange.getRequestMethod(),
                Optional.ofNullable(uri.getPath()).orElse(""),
                Optional.ofNullable(uri.getRawQuery()).orElse(""),
                body);
    }

    private Optional<Answer> foreignHost(HttpExchange exchange) {
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .orElse("");
        String port = ":" + server.getAddress().getPort();
        return host.equals("127.0.0.1" + port) || host.equals("localhost" + port)
                ? Optional.empty()
                : Optional.of(Answer.error(403, "host " + host + " is not this machine's loopback"));
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = Wire.bytes(answer.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set(Wire.GENESIS_HEADER, chain.genesis());
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Stops serving; requests in flight are cut off, the chain itself goes on. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
