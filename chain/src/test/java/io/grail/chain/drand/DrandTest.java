package io.grail.chain.drand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrandTest {
    private static final String PATH = "/" + DrandChain.QUICKNET.hash() + "/public/";
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<HttpServer> servers = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        end.countDown();
        servers.forEach(server -> server.stop(0));
        threads.close();
    }

    private URI serve(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private URI saying(String body) throws IOException {
        return serve(exchange -> answer(exchange, 200, body));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String round(long number, String signature) {
        return "{\"round\":" + number + ",\"randomness\":\"00\",\"signature\":\"" + signature + "\"}";
    }

    private URI good() throws IOException {
        return serve(exchange -> {
            String path = exchange.getRequestURI().getPath();
            boolean known = path.equals(PATH + "1000") || path.equals(PATH + "latest");
            answer(exchange, known ? 200 : 404, known ? round(1_000, Round1000.SIGNATURE.toString()) : "");
        });
    }

    private static Drand client(Duration deadline, URI... endpoints) {
        return new Drand(DrandChain.QUICKNET, Arrays.asList(endpoints), deadline);
    }

    private static void gives1000(Duration deadline, URI... endpoints) throws InterruptedException {
        try (Drand drand = client(deadline, endpoints)) {
            assertThat(drand.round(1_000).signature()).isEqualTo(Round1000.SIGNATURE);
        }
    }

    @Test
    void aRoundAndTheNewestAreFetchedAndVerified() throws Exception {
        try (Drand drand = client(LONG, good())) {
            assertThat(drand.round(1_000).randomness()).hasToString(Round1000.RANDOMNESS);
            assertThat(drand.latest().number()).isEqualTo(1_000);
        }
    }

    @Test
    void aSlashAtTheEndOfAnEndpointDoesNoHarm() throws Exception {
        gives1000(LONG, URI.create(good() + "/"));
    }

    @Test
    void whereOneServerIsDeadAnotherIsAsked() throws Exception {
        URI dead;
        try (ServerSocket socket = new ServerSocket(0)) {
            dead = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        gives1000(LONG, dead, good());
    }

    @Test
    void aServerThatStallsCostsItsDeadline() throws Exception {
        URI silent = serve(exchange -> awaitEnd());
        stallingThenGood(silent);
    }

    @Test
    void aBodyThatNeverEndsCostsTheDeadlineToo() throws Exception {
        URI dripping = serve(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            OutputStream body = exchange.getResponseBody();
            body.write('{');
            body.flush();
            awaitEnd();
        });
        stallingThenGood(dripping);
    }

    /** The good one is asked up to twenty times, as a busy machine may be too slow for so short a deadline. */
    private void stallingThenGood(URI stalling) throws Exception {
        URI[] endpoints = new URI[21];
        Arrays.fill(endpoints, good());
        endpoints[0] = stalling;
        gives1000(SHORT, endpoints);
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aBodyBeyondTheLimitIsNotRead() throws Exception {
        AtomicInteger written = new AtomicInteger();
        URI flooding = serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = new byte[1 << 16];
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 4_096; i++) {
                    body.write(piece);
                    written.incrementAndGet();
                }
            }
        });
        try (Drand drand = client(LONG, flooding)) {
            assertThatThrownBy(() -> drand.round(1_000)).isInstanceOf(BeaconUnavailableException.class);
        }
        assertThat(written.get()).isLessThan(4_096);
    }

    @Test
    void garbageIsPassedOver() throws Exception {
        List<String> garbage = List.of(
                "",
                "no JSON",
                "[]",
                "[".repeat(2_000),
                "{}",
                "{\"round\":1000}",
                "{\"round\":\"1000\",\"signature\":\"00\"}",
                "{\"round\":1e99,\"signature\":\"00\"}",
                "{\"round\":-1,\"signature\":\"00\"}",
                "{\"round\":1000,\"signature\":[]}",
                round(1_000, "00".repeat(48)),
                round(1_000, "00".repeat(96)),
                "{\"round\":1000,\"signature\":\"" + "zz".repeat(48) + "\"}");
        List<URI> endpoints = new ArrayList<>();
        for (String each : garbage) {
            endpoints.add(saying(each));
        }
        try (Drand drand = client(LONG, endpoints.toArray(URI[]::new))) {
            assertThatThrownBy(() -> drand.round(1_000))
                    .isInstanceOf(BeaconUnavailableException.class)
                    .hasMessageContainingAll(
                            endpoints.stream().map(URI::toString).toArray(String[]::new));
        }
        endpoints.add(good());
        gives1000(LONG, endpoints.toArray(URI[]::new));
    }

    @Test
    void aSignatureOfAnotherRoundIsRefused() throws Exception {
        URI lies = saying(round(1_001, Round1000.SIGNATURE.toString()));
        try (Drand drand = client(LONG, lies)) {
            assertThatThrownBy(() -> drand.round(1_001))
                    .isInstanceOf(BeaconUnavailableException.class)
                    .hasMessageContaining("a signature of something else");
            assertThatThrownBy(() -> drand.latest()).isInstanceOf(BeaconUnavailableException.class);
        }
    }

    @Test
    void anotherRoundThanTheOneAskedForIsRefused() throws Exception {
        URI other = saying(round(1_000, Round1000.SIGNATURE.toString()));
        try (Drand drand = client(LONG, other)) {
            assertThatThrownBy(() -> drand.round(999))
                    .isInstanceOf(BeaconUnavailableException.class)
                    .hasMessageContaining("found round 1000, allowed round 999");
        }
    }

    @Test
    void nobodyIsFollowedElsewhere() throws Exception {
        AtomicInteger visits = new AtomicInteger();
        URI elsewhere = serve(exchange -> {
            visits.incrementAndGet();
            answer(exchange, 200, round(1_000, Round1000.SIGNATURE.toString()));
        });
        URI leading = serve(exchange -> {
            exchange.getResponseHeaders().add("Location", elsewhere + PATH + "1000");
            answer(exchange, 302, "");
        });
        try (Drand drand = client(LONG, leading)) {
            assertThatThrownBy(() -> drand.round(1_000))
                    .isInstanceOf(BeaconUnavailableException.class)
                    .hasMessageContaining("status 302");
        }
        assertThat(visits).hasValue(0);
    }

    @Test
    void whoAnsweredLastIsAskedFirst() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        URI bad = serve(exchange -> {
            asked.incrementAndGet();
            answer(exchange, 500, "");
        });
        try (Drand drand = client(LONG, bad, good())) {
            drand.round(1_000);
            drand.round(1_000);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void whoeverWaitsCanBeInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        URI silent = serve(exchange -> {
            asked.countDown();
            awaitEnd();
        });
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();
                Drand drand = client(LONG, silent)) {
            Future<Round> round = waiting.submit(() -> drand.round(1_000));
            asked.await();
            waiting.shutdownNow();
            assertThatThrownBy(() -> round.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void endpointsThatAreNoneAreRefused() {
        for (String endpoint : List.of("ftp://example.org", "example.org", "https:", "file:/etc/passwd")) {
            assertThatThrownBy(() -> client(LONG, URI.create(endpoint)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(endpoint);
        }
        assertThatThrownBy(() -> client(LONG)).isInstanceOf(IllegalArgumentException.class);
    }
}
