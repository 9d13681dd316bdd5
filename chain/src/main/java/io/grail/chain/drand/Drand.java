package io.grail.chain.drand;

import io.grail.protocol.bytes.MalformedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A client of drand's HTTP servers, none of which is trusted: a round counts by its signature alone.
 *
 * <p>Asks one after the other until one gives the round, the last that did so first. Each has its own deadline, for the
 * whole answer; answers are cut off beyond 4 KiB, and nobody is followed elsewhere.
 */
public final class Drand implements Beacon {
    /** Those who serve quicknet to everybody. */
    public static final List<URI> ENDPOINTS = List.of(
            URI.create("https://api.drand.sh"),
            URI.create("https://api2.drand.sh"),
            URI.create("https://api3.drand.sh"),
            URI.create("https://drand.cloudflare.com"));

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /** A round has some 250. */
    private static final long MAX_ANSWER_BYTES = 4_096;

    private static final int OK = 200;

    private final DrandChain chain;
    private final List<URI> endpoints;
    private final Duration deadline;
    private final HttpClient client;
    private volatile int preferred;

    /**
     * A client, which connects when it is asked.
     *
     * @param endpoints the preferred one first; {@code http} or {@code https}, without the chain's hash
     * @param deadline of each endpoint
     * @throws IllegalArgumentException if there is no endpoint, or one is none
     */
    public Drand(DrandChain chain, List<URI> endpoints, Duration deadline) {
        if (endpoints.isEmpty() || !deadline.isPositive()) {
            throw new IllegalArgumentException(
                    "a client of drand needs an endpoint and a deadline, got " + endpoints + " and " + deadline);
        }
        endpoints.forEach(Drand::requireServer);
        this.chain = chain;
        this.endpoints = List.copyOf(endpoints);
        this.deadline = deadline;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(deadline)
                .build();
    }

    /** A client of quicknet, with ordinary deadlines. */
    public static Drand quicknet(List<URI> endpoints) {
        return new Drand(DrandChain.QUICKNET, endpoints, DEADLINE);
    }

    private static void requireServer(URI endpoint) {
        String scheme = String.valueOf(endpoint.getScheme());
        if (!(scheme.equals("https") || scheme.equals("http")) || endpoint.getHost() == null) {
            throw new IllegalArgumentException("a server of drand is http(s)://host[:port], got " + endpoint);
        }
    }

    @Override
    public DrandChain chain() {
        return chain;
    }

    @Override
    public Round round(long number) throws InterruptedException {
        DrandChain.message(number); // refuses what is no round's number before anybody is asked
        return ask("round " + number, String.valueOf(number), number);
    }

    @Override
    public Round latest() throws InterruptedException {
        return ask("the newest round", "latest", 0);
    }

    /** Asks for {@code path}; {@code wanted} is the only number that will do, or 0 if any will. */
    private Round ask(String what, String path, long wanted) throws InterruptedException {
        List<String> wrong = new ArrayList<>();
        int first = preferred;
        for (int i = 0; i < endpoints.size(); i++) {
            int index = (first + i) % endpoints.size();
            try {
                Round round =
                        RoundAnswer.read(fetch(endpoints.get(index), path)).verified(chain, wanted);
                preferred = index;
                return round;
            } catch (IOException | MalformedException e) {
                wrong.add(endpoints.get(index) + ": " + e.getMessage());
            }
        }
        throw new BeaconUnavailableException("no server of drand gave " + what + " of chain "
                + chain.hash().abbreviated() + "…: " + String.join("; ", wrong));
    }

    private byte[] fetch(URI endpoint, String path) throws IOException, InterruptedException {
        URI address = URI.create(endpoint.toString().replaceFirst("/+$", "") + "/" + chain.hash() + "/public/" + path);
        HttpRequest request = HttpRequest.newBuilder(address).timeout(deadline).build();
        // The request's own timeout ends with the headers; a body may drip for ever.
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        try {
            HttpResponse<byte[]> response = answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            if (response.statusCode() != OK) {
                throw new IOException("status " + response.statusCode());
            }
            return response.body();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(cause == null ? "no answer" : reason(cause), e);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer in " + deadline.toMillis() + " ms", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
