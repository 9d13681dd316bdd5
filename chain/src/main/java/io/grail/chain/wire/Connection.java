package io.grail.chain.wire;

import io.grail.chain.ChainUnavailableException;
import io.grail.chain.WrongChainException;
import io.grail.protocol.bytes.Hash;
import io.grail.protocol.bytes.MalformedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests to one server, each with a deadline, a bounded answer and retries; never follows anybody elsewhere. */
final class Connection implements AutoCloseable {
    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(2);
    private static final Duration DEADLINE =
            Duration.ofMillis(Wire.MAX_WAIT_MILLIS).plusSeconds(5);
    private static final long MAX_ANSWER_BYTES = 4L << 20;

    private final URI endpoint;
    private final HttpClient client;
    private final Retries retries;

    Connection(URI endpoint, Duration patience) {
        this.endpoint = endpoint;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_DEADLINE)
                .build();
        retries = new Retries(endpoint.toString(), patience);
    }

    String endpoint() {
        return endpoint.toString();
    }

    /** Asks which chain it is. */
    Hash genesis() {
        try {
            return retries.run(() -> genesisOf(send(request("genesis").build())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChainUnavailableException("interrupted while connecting to " + endpoint, e);
        }
    }

    Reply get(String path, Hash genesis) throws InterruptedException {
        return retries.run(() -> reply(request(path).build(), genesis));
    }

    /** Posts {@code body}, again and again until an answer comes: only what may be repeated goes this way. */
    Reply post(String path, byte[] body, Hash genesis) throws InterruptedException {
        HttpRequest request = request(path)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/octet-stream")
                .build();
        return retries.run(() -> reply(request, genesis));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(endpoint.resolve("/" + Wire.VERSION + "/" + path))
                .timeout(DEADLINE);
    }

    private Reply reply(HttpRequest request, Hash genesis) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request);
        Hash found = genesisOf(response);
        if (!found.equals(genesis)) {
            throw new WrongChainException("another chain now answers at " + endpoint + " (genesis "
                    + found.abbreviated() + ", was " + genesis.abbreviated() + "): restart this node to join it");
        }
        return new Reply(response.statusCode(), response.body());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
        if (response.statusCode() >= 500) {
            throw new IOException(new Reply(response.statusCode(), response.body()).error());
        }
        return response;
    }

    private Hash genesisOf(HttpResponse<String> response) {
        try {
            return Wire.hash(response.headers().firstValue(Wire.GENESIS_HEADER).orElse("missing"));
        } catch (MalformedException e) {
            throw new WrongChainException(
                    "what answers at " + endpoint + " is no chain of ours (" + e.getMessage()
                            + "): correct its address",
                    e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
